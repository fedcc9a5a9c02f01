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

  /** A run over all of a workload's events. */
  public static RunSpec of(Workload workload, Subject subject) {
    return new RunSpec(workload, subject, workload.spec());
  }

  /** The same with another number of events. */
  public RunSpec withEvents(int events) {
    return new RunSpec(workload, subject, stream.withEvents(events));
  }

  /** The same with another number of keys. */
  public RunSpec withKeys(int keys) {
    return new RunSpec(workload, subject, stream.withKeys(keys));
  }
}
