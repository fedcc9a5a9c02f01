package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.StreamSpec;

/**
 * What is to be run.
 *
 * @param workload view and events
 * @param subject what they go through
 * @param stream the events, perhaps fewer than the workload's
 */
public record RunSpec(Workload workload, Subject subject, StreamSpec stream) {

  /** A run with {@code events} events, or the workload's number if 0; {@code keys} likewise. */
  public static RunSpec of(Workload workload, Subject subject, int events, int keys) {
    StreamSpec full = workload.spec();
    return new RunSpec(
        workload,
        subject,
        full.withSize(events > 0 ? events : full.events(), keys > 0 ? keys : full.keys()));
  }
}
