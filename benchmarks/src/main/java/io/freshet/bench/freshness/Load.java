package io.freshet.bench.freshness;

import java.time.Duration;

/**
 * What the pipeline is under while it is measured.
 *
 * @param rate live events per second, without the probes
 * @param users users with state
 * @param history events of the past, besides one of each user
 * @param duration how long to measure
 * @param checkpoint interval of checkpoints
 * @param probes probes per second
 */
record Load(
    double rate, int users, long history, Duration duration, Duration checkpoint, double probes) {}
