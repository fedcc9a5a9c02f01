/** Reads tables back. Knows no Flink. */
@NullMarked
package io.freshet.sinks.delta.read;

import org.jspecify.annotations.NullMarked;
