package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.local.run.RunCounts;

/** Counts of a pipeline in JSON. */
final class Counts {
  private Counts() {}

  static void fill(ObjectNode json, RunCounts counts) {
    json.put("records_read", counts.recordsRead());
    json.put("duplicates", counts.duplicates());
    json.put("rows_published", counts.rowsPublished());
    json.put("expiries", counts.expiries());
    ObjectNode letters = json.putObject("dead_letters");
    counts.deadLetters().forEach(letters::put);
    freshness(json.putObject("freshness_ms"), counts.freshness());
  }

  /** Quantiles; null where nothing was measured. */
  static void freshness(ObjectNode json, LatencySummary freshness) {
    if (freshness.count() == 0) {
      json.putNull("p50").putNull("p99").putNull("max");
    } else {
      json.put("p50", freshness.p50()).put("p99", freshness.p99()).put("max", freshness.max());
    }
  }
}
