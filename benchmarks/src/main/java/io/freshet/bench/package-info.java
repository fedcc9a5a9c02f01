/** Side-by-side measurements against what people use today. */
@NullMarked
package io.freshet.bench;

import org.jspecify.annotations.NullMarked;
