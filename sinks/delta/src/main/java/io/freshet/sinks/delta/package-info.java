/** Writes feature rows to a Delta table, each exactly once. */
@NullMarked
package io.freshet.sinks.delta;

import org.jspecify.annotations.NullMarked;
