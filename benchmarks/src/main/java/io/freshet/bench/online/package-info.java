/** What rows take in Redis, and what writing and reading them costs, beside other layouts. */
@NullMarked
package io.freshet.bench.online;

import org.jspecify.annotations.NullMarked;
