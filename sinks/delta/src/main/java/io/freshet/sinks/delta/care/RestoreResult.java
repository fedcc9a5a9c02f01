package io.freshet.sinks.delta.care;

/**
 * What a restore did.
 *
 * @param restored the version whose rows the table has again
 * @param version the table's version now
 * @param filesAdded files that it has again
 * @param filesRemoved files that had come since
 */
public record RestoreResult(long restored, long version, int filesAdded, int filesRemoved) {}
