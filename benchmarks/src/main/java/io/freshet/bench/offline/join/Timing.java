package io.freshet.bench.offline.join;

import org.jspecify.annotations.Nullable;

/**
 * How long a process took.
 *
 * @param seconds from its start to its end
 * @param inside seconds of them after it had started up, by its own account; null if it gave none
 * @param cpuSeconds of all of its threads, to a tenth of a second
 * @param peakBytes most memory that it held, {@code VmHWM}; 0 where the system does not tell
 */
record Timing(double seconds, @Nullable Double inside, double cpuSeconds, long peakBytes) {}
