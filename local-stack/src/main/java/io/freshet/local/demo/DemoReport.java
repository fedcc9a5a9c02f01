package io.freshet.local.demo;

import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.run.RunCounts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a demo did and found.
 *
 * @param pipeline the pipeline's name
 * @param events records sent
 * @param replayed how many of them were of the past
 * @param counts what the pipeline counted
 * @param freshness of the live phase; of all rows where there is none
 * @param deadLetters rejected records, by view or source and then by reason
 * @param faults broken records that were sent, by the reason for which they must be rejected; empty
 *     where nobody knows
 * @param outputs records by topic
 * @param tables offline tables
 * @param sample an entity as it is served
 * @param verification all entities compared with the naive evaluator
 * @param savepoint from which the pipeline can go on; empty if it ended by itself
 * @param replay how long the pipeline took for the events of the past
 */
public record DemoReport(
    String pipeline,
    long events,
    long replayed,
    RunCounts counts,
    LatencySummary freshness,
    SortedMap<String, SortedMap<String, Long>> deadLetters,
    SortedMap<String, Long> faults,
    Map<String, Long> outputs,
    List<TableSize> tables,
    Optional<Sample> sample,
    VerifyReport verification,
    Optional<String> savepoint,
    Duration replay) {

  public DemoReport {
    deadLetters = Collections.unmodifiableSortedMap(new TreeMap<>(deadLetters));
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    tables = List.copyOf(tables);
  }

  /** Whether there were live events. */
  public boolean isLive() {
    return events > replayed;
  }
}
