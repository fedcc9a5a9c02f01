package io.freshet.jobs.topology;

import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.derive.DeriveOperator;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.schemas.FeatureRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The step that derives values of a row from others of it, chained to the windows. */
public final class Derivation {
  private Derivation() {}

  /** The rows of a view with their derived values; the same rows if it has none. */
  public static DataStream<FeatureRow> of(
      DataStream<FeatureRow> rows, PipelinePlan plan, ViewPlan view) {
    if (view.derived().isEmpty()) {
      return rows;
    }
    String name = view.name() + "/derive";
    return rows.transform(
            name,
            TypeInformation.of(FeatureRow.class),
            new DeriveOperator(plan.name(), view, DerivedProgram.compile(view)))
        .uid(name)
        .setParallelism(rows.getParallelism());
  }
}
