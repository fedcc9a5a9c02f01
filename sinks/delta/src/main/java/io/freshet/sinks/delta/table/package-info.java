/**
 * Tables and their logs: where they stand, how a commit is made safe, which columns a table may
 * have. Knows no Flink.
 */
@NullMarked
package io.freshet.sinks.delta.table;

import org.jspecify.annotations.NullMarked;
