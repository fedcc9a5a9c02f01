package io.freshet.local.demo;

import io.freshet.local.demo.DemoListener.Phase;
import io.freshet.local.run.RunCounts;
import java.time.Duration;

/**
 * A moment of a demo.
 *
 * @param phase the phase
 * @param elapsed since the phase began
 * @param planned how long the phase will take; zero if it takes as long as it takes
 * @param sent records sent to Kafka in all phases
 * @param target records that will have been sent at the end of the phase; 0 if that is not known
 * @param counts what the pipeline has counted in all phases
 */
public record DemoProgress(
    Phase phase, Duration elapsed, Duration planned, long sent, long target, RunCounts counts) {}
