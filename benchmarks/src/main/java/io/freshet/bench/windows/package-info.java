/**
 * What windows cost beside what people use today: the same events through a view, through Flink's
 * own windows, and through the smallest useful state, each in a process of its own.
 */
@NullMarked
package io.freshet.bench.windows;

import org.jspecify.annotations.NullMarked;
