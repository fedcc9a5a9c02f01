package io.freshet.jobs.metrics;

/**
 * How long something took. Milliseconds.
 *
 * @param count how many times were measured; the others are 0 when there are none
 * @param p50 half of them took no longer
 * @param p99 99 of 100 took no longer
 * @param max the longest
 */
public record LatencySummary(long count, long p50, long p99, long max) {}
