/**
 * The columns of tables, and how the elements of a stream become their rows. No I/O, no Flink
 * operators.
 */
@NullMarked
package io.freshet.sinks.delta.schema;

import org.jspecify.annotations.NullMarked;
