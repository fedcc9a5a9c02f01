package io.freshet.jobs.derive;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeriveOperatorTest {
  private final ViewPlan plan =
      new TestingView()
          .derive("total", ValueType.BIGINT, "a + b")
          .derive("quotient", ValueType.BIGINT, "a / b", -1L)
          .derive("twice", ValueType.BIGINT, "total * 2")
          .plan();

  private FeatureRow pass(FeatureRow row) throws Exception {
    try (OneInputStreamOperatorTestHarness<FeatureRow, FeatureRow> harness =
        new OneInputStreamOperatorTestHarness<>(
            new DeriveOperator("p", plan, DerivedProgram.compile(plan)))) {
      harness.open();
      harness.processElement(new StreamRecord<>(row));
      assertThat(harness.extractOutputValues()).hasSize(1);
      return Objects.requireNonNull(harness.extractOutputValues().get(0));
    }
  }

  private byte[] aggregated(long a, long b) {
    @Nullable Object[] values = new @Nullable Object[TestingView.FEATURES.size()];
    values[0] = a;
    values[1] = b;
    return new RowCodec(plan.aggregatedLayout("p")).encode(1, 2, 3, 4, values);
  }

  @Test
  void rowHasTheWholeLayoutAndItsVersion() throws Exception {
    FeatureRow row = pass(FeatureRow.row("u", aggregated(6, 3), 5));
    assertThat(row.key()).isEqualTo("u");
    assertThat(row.arrivedAt()).isEqualTo(5);
    assertThat(PackedRow.generation(row.packed())).isEqualTo(1);
    assertThat(PackedRow.featureTimestamp(row.packed())).isEqualTo(2);
    assertThat(PackedRow.sequence(row.packed())).isEqualTo(3);
    assertThat(PackedRow.availableAt(row.packed())).isEqualTo(4);
    assertThat(new RowCodec(plan.layout("p")).decode(row.packed()))
        .startsWith(6L, 3L)
        .endsWith(9L, 2L, 18L);
  }

  @Test
  void rowWithAFailingExpressionIsPublished() throws Exception {
    FeatureRow row = pass(FeatureRow.row("u", aggregated(6, 0), 5));
    assertThat(new RowCodec(plan.layout("p")).decode(row.packed())).endsWith(6L, -1L, 12L);
  }

  @Test
  void forgottenEntityKeepsItsVersion() throws Exception {
    byte[] last = aggregated(0, 0);
    FeatureRow forgotten =
        pass(new FeatureRow(FeatureRow.Kind.FORGET, "u", last, FeatureRow.NO_ARRIVAL));
    assertThat(forgotten.kind()).isEqualTo(FeatureRow.Kind.FORGET);
    assertThat(forgotten.packed()).isEqualTo(last);
  }

  @Test
  void layoutTellsWhatFollowsForDerivedFeatures() throws Exception {
    PublishedLayout published =
        new PublishedLayout(
            plan.layout("p"),
            Map.of("a", 100L, "b", 200L, "ratio", 300L),
            Map.of("a", "0", "b", "0"),
            List.of(new PublishedAge("days", "seen_at", TimeUnit.DAYS)));
    FeatureRow row =
        pass(
            new FeatureRow(
                FeatureRow.Kind.LAYOUT,
                "v",
                published.toJson().getBytes(StandardCharsets.UTF_8),
                FeatureRow.NO_ARRIVAL));
    PublishedLayout complete =
        PublishedLayout.fromJson(new String(row.packed(), StandardCharsets.UTF_8));
    assertThat(complete.layout()).isEqualTo(plan.layout("p"));
    assertThat(complete.completeFrom())
        .containsEntry("a", 100L)
        .containsEntry("total", 200L)
        .containsEntry("twice", 200L);
    assertThat(complete.defaults())
        .containsEntry("total", "0")
        .containsEntry("quotient", "-1")
        .containsEntry("twice", "0");
    assertThat(complete.ages()).isEqualTo(published.ages());
  }
}
