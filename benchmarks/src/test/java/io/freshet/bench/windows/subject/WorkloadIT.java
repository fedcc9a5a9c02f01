package io.freshet.bench.windows.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bench.windows.events.EventLog;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.Event;
import io.freshet.engine.EventCodec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The views that are measured. */
final class WorkloadIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "churn-zipf, 20",
    "churn-uniform, 20",
    "features-100, 100",
    "features-847, 847",
    "hop-1h, 3",
    "windows-3, 12",
    "windows-6, 24"
  })
  void viewsHaveAsManyFeaturesAsTheySay(String workload, int features) throws IOException {
    assertThat(prepared(Workload.of(workload), 1_000).view().features()).hasSize(features);
  }

  @ParameterizedTest
  @EnumSource
  void eventsOfEveryWorkloadAreMade(Workload workload) throws IOException {
    Prepared prepared = prepared(workload, 1_000);
    EventLog log = prepared.log();
    EventCodec codec = EventCodec.of(prepared.view().sources().get(0), 0);
    assertThat(log.size()).isEqualTo(1_000);
    for (int i = 0; i < log.size(); i++) {
      codec.decode(log.time(i), log.payload(i));
    }
    assertThat(log.position(log.markCount() - 1)).isEqualTo(log.size());
  }

  /** A pivot has many features, of which an event concerns a few dozen. */
  @Test
  void anEventConcernsAFewDozenOf847Features() throws IOException {
    Prepared prepared = prepared(Workload.FEATURES_847, 2_000);
    EventLog log = prepared.log();
    EventCodec codec = EventCodec.of(prepared.view().sources().get(0), 0);
    long sum = 0;
    for (int i = 0; i < log.size(); i++) {
      long concerned = concerned(prepared.view(), codec.decode(log.time(i), log.payload(i)));
      assertThat(concerned).isBetween(10L, 45L);
      sum += concerned;
    }
    assertThat(sum / log.size()).isGreaterThan(30);
  }

  private static long concerned(ViewPlan view, Event event) {
    ViewSourcePlan source = view.sources().get(0);
    assertThat(source.filters()).hasSizeGreaterThan(50);
    return view.features().stream()
        .map(feature -> view.aggregations().get(feature.aggregation()))
        .filter(a -> a.filter() < 0 || event.filters()[a.filter()])
        .count();
  }

  private Prepared prepared(Workload workload, int events) throws IOException {
    return Prepared.of(workload, workload.spec().withEvents(events), folder);
  }
}
