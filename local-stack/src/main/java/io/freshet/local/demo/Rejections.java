package io.freshet.local.demo;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.local.run.PipelineRun;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who rejected how many records, and why. */
final class Rejections {
  private Rejections() {}

  /** Rejected records by source or view, then by reason; who rejected none is left out. */
  static SortedMap<String, SortedMap<String, Long>> of(PipelinePlan plan, PipelineRun run) {
    SortedMap<String, SortedMap<String, Long>> all = new TreeMap<>();
    Stream.concat(
            plan.sources().stream().map(SourcePlan::name),
            plan.views().stream().map(ViewPlan::name))
        .forEach(
            owner -> {
              SortedMap<String, Long> reasons = run.deadLetters(owner);
              if (!reasons.isEmpty()) {
                all.put(owner, reasons);
              }
            });
    return all;
  }
}
