/** Aggregates, tiles and windows in plain Java: no Flink, no I/O. */
@NullMarked
package io.freshet.engine;

import org.jspecify.annotations.NullMarked;
