/**
 * What a job of this process counts, for those who watch it: Flink hands its metrics to a reporter
 * of ours, and that adds them up. May depend on Flink's metrics and on nothing else.
 */
@NullMarked
package io.freshet.jobs.metrics;

import org.jspecify.annotations.NullMarked;
