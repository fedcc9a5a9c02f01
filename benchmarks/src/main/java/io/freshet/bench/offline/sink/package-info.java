/** The sink beside bare Kernel: the same rows, a process for each, and the CPU that they take. */
@NullMarked
package io.freshet.bench.offline.sink;

import org.jspecify.annotations.NullMarked;
