package io.freshet.jobs.derive;

import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the derived values to the rows of a view: takes rows of its {@linkplain
 * ViewPlan#aggregatedLayout aggregated layout} and gives rows of its {@linkplain ViewPlan#layout
 * whole layout}. Of a forgotten entity only the version counts, so that it passes as it is.
 *
 * <p>An expression that fails is counted (metric {@code derived_failures}) and, the first time in a
 * task, logged.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
public final class DeriveOperator extends AbstractStreamOperator<FeatureRow>
    implements OneInputStreamOperator<FeatureRow, FeatureRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DeriveOperator.class);

  private final String pipeline;
  private final ViewPlan plan;
  private final DerivedProgram program;

  private transient DerivedValues derived;
  private transient DerivedLayout layout;
  private transient RowCodec aggregated;
  private transient RowCodec whole;
  private transient Counter failures;
  private transient Set<String> failed;
  private transient StreamRecord<FeatureRow> out;

  public DeriveOperator(String pipeline, ViewPlan plan, DerivedProgram program) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.program = program;
  }

  @Override
  public void open() throws Exception {
    super.open();
    failures =
        getMetricGroup()
            .addGroup("freshet")
            .addGroup("view", plan.name())
            .counter("derived_failures");
    failed = new HashSet<>();
    derived = program.open(this::failed);
    layout = new DerivedLayout(plan, program.open(DerivedFailures.IGNORED));
    aggregated = new RowCodec(plan.aggregatedLayout(pipeline));
    whole = new RowCodec(plan.layout(pipeline));
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<FeatureRow> element) {
    FeatureRow row = element.getValue();
    byte[] packed =
        switch (row.kind()) {
          case ROW -> derive(row.packed());
          case LAYOUT -> describe(row.packed());
          case FORGET -> row.packed();
        };
    output.collect(out.replace(new FeatureRow(row.kind(), row.key(), packed, row.arrivedAt())));
  }

  private byte[] derive(byte[] row) {
    return whole.encode(
        PackedRow.generation(row),
        PackedRow.featureTimestamp(row),
        PackedRow.sequence(row),
        PackedRow.availableAt(row),
        derived.of(aggregated.decode(row)));
  }

  private byte[] describe(byte[] json) {
    PublishedLayout published = PublishedLayout.fromJson(new String(json, StandardCharsets.UTF_8));
    return layout.complete(published).toJson().getBytes(StandardCharsets.UTF_8);
  }

  private void failed(DerivedPlan expression, Exception cause) {
    failures.inc();
    if (failed.add(expression.field().name())) {
      LOG.warn(
          "The derived feature '{}' of view '{}' is NULL where its expression fails, as it just"
              + " did: {}. Further failures are only counted.",
          expression.field().name(),
          plan.name(),
          cause.toString());
    }
  }
}
