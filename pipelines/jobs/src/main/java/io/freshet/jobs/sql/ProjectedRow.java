package io.freshet.jobs.sql;

import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.jobs.intake.SourceRow;
import io.freshet.schemas.EntityKey;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Takes join keys, filters and inputs out of the rows of a {@link Projection}. */
public final class ProjectedRow {
  private final SqlTypes.Getter[] keys;
  private final int firstFilter;
  private final int filters;
  private final SqlTypes.Getter[] inputs;

  public ProjectedRow(ViewPlan view, ViewSourcePlan source) {
    keys = new SqlTypes.Getter[view.keys().size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = SqlTypes.getter(view.keys().get(i).type(), SourceRow.META + i);
    }
    firstFilter = SourceRow.META + keys.length;
    filters = source.filters().size();
    inputs = new SqlTypes.Getter[source.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      InputPlan input = source.inputs().get(i);
      inputs[i] = SqlTypes.getter(input.type(), firstFilter + filters + i);
    }
  }

  /** The entity key; null if one of the join keys is NULL. */
  public @Nullable String key(RowData row) {
    if (keys.length == 1) {
      return EntityKey.encode(keys[0].get(row));
    }
    @Nullable Object[] values = new @Nullable Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = keys[i].get(row);
    }
    return EntityKey.encode(values);
  }

  /** Which filters pass; NULL does not. */
  public boolean[] filters(RowData row) {
    boolean[] passes = new boolean[filters];
    for (int i = 0; i < filters; i++) {
      passes[i] = !row.isNullAt(firstFilter + i) && row.getBoolean(firstFilter + i);
    }
    return passes;
  }

  /** The inputs, null for NULL. */
  public @Nullable Object[] inputs(RowData row) {
    @Nullable Object[] values = new @Nullable Object[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      values[i] = inputs[i].get(row);
    }
    return values;
  }
}
