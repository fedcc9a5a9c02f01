/**
 * The Flink job of a pipeline, in the order of an event's way: {@code source} reads, {@code intake}
 * decodes and keeps the clock, {@code sql} projects, {@code window} aggregates; {@code topology}
 * puts them together with the sinks. {@code verify} checks what a job has published.
 */
@NullMarked
package io.freshet.jobs;

import org.jspecify.annotations.NullMarked;
