package io.freshet.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.SetTally;
import io.freshet.jobs.training.report.ViewTally;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeakReportTest {
  private static final List<Field> KEYS = List.of(new Field("user_id", ValueType.STRING));
  private static final PipelinePlan PLAN =
      new PipelinePlan(
          "shop",
          List.of(),
          List.of(new ViewPlan("clicks", "user", KEYS, 0, null, List.of(), List.of(), List.of())));
  private static final List<ViewColumns> VIEWS =
      List.of(
          new ViewColumns(
              "clicks",
              KEYS,
              List.of(
                  new Field("clicks_1h", ValueType.BIGINT),
                  new Field("last_at", ValueType.TIMESTAMP)),
              List.of(
                  new ViewColumns.Output("clicks_1h", "clicks_1h", 0, null),
                  new ViewColumns.Output("days_since_last", "days_since_last", 1, 86_400_000L)),
              List.of(new byte[] {1, 0}, new byte[] {0})));

  @Test
  void thePageTellsWhatWasCounted() {
    String page = page(TrainingMode.LOGGED, Map.of("clicks_1h", 1_300_000_000_000L));
    assertThat(page)
        .contains("0 values from the future", "33.3 % of the labels (1 of 3)")
        .contains("entity user, by user_id", "clicks_1h", "days_since_last", "BIGINT")
        .contains("no row 1 · too old 0 · no key 0", "2011-03-13 07:06", "not known")
        .contains("table /delta/shop/clicks, version 41, committed_at 1970-01-01T00:00:01Z")
        .contains("source events", "csv, digest 5e5e", "sets/a.csv.manifest.json", "0a1b");
  }

  @Test
  void recomputedValuesNeverWereReadable() {
    String page = page(TrainingMode.RECOMPUTED, Map.of("clicks_1h", Long.MIN_VALUE));
    assertThat(page)
        .contains("No event from after its label counts", "always")
        .contains("it is not known what would have leaked")
        .doesNotContain("values from the future", "of the labels (1 of 3)");
  }

  @Test
  void agesOfAFeatureAreBoundsOfTheirBuckets() {
    assertThat(page(TrainingMode.LOGGED, Map.of()))
        .contains("<td data-v=\"3000\">3 s<small>p90 5 s · p99 5 s · max 5 s</small>");
  }

  private static String page(TrainingMode mode, Map<String, Long> complete) {
    TrainingOptions options =
        TrainingOptions.of(
                "labels.csv", "at", List.of(new FeatureRequest("clicks", List.of())), "sets/a.csv")
            .mode(mode)
            .build();
    Manifest manifest =
        new Manifest(
            "1",
            "now",
            "shop",
            new DefinitionFiles(Map.of("shop.yaml", "kind: Pipeline")),
            "/delta",
            options,
            new LabelsRead("labels.csv", "csv", "5e5e", -1, 3),
            Map.of("clicks", input()),
            List.of(),
            1,
            "0a1b",
            SetStatistics.of(tally(), VIEWS, List.of(complete)));
    return LeakReport.page(PLAN, VIEWS, manifest, "sets/a.csv.manifest.json")
        .replace('\u00A0', ' ');
  }

  private static ObjectNode input() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("table", "/delta/shop/clicks").put("version", 41).put("committed_at", 1_000L);
    json.putArray("sources").addObject().put("source", "events");
    return json;
  }

  /** A label without row, to which one would leak; and two with rows of 2 and 5 seconds. */
  private static SetTally tally() {
    SetTally tally = new SetTally(VIEWS);
    ViewTally view = tally.view(0);
    view.missing();
    view.leak();
    view.leakDelay(7_000);
    values(view, true);
    tally.row(60_000, true, new long[] {1});
    for (long age : new long[] {2_000, 5_000}) {
      view.age(age);
      values(view, false);
      tally.row(70_000, false, new long[] {0});
    }
    return tally;
  }

  private static void values(ViewTally view, boolean isEmpty) {
    view.value(0, true, isEmpty, isEmpty);
    view.value(1, !isEmpty, isEmpty, false);
  }
}
