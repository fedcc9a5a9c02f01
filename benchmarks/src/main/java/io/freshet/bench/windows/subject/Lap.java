package io.freshet.bench.windows.subject;

/**
 * How far a run was at a moment.
 *
 * @param events events behind it, with all that their watermarks set off
 * @param seconds wall clock since the first event
 * @param cpuSeconds CPU of the process since the first event, of all its threads
 */
public record Lap(long events, double seconds, double cpuSeconds) {}
