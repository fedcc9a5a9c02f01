/** The offline store beside what else could do its work. */
@NullMarked
package io.freshet.bench.offline;

import org.jspecify.annotations.NullMarked;
