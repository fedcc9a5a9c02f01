/**
 * One measurement: a workload put through a subject, in a Flink job of this process. Subjects read
 * the same events from the same source and are timed by the same stopwatch.
 */
@NullMarked
package io.freshet.bench.windows.subject;

import org.jspecify.annotations.NullMarked;
