package io.freshet.jobs.sql;

import io.freshet.schemas.ValueType;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.generated.GeneratedOperator;
import org.jspecify.annotations.Nullable;

/** Evaluates the expressions of a {@link RowProgram}. Not thread-safe. */
public final class RowEvaluator {
  private final OneInputStreamOperator<RowData, RowData> calculation;
  private final KeptOutput results = new KeptOutput();
  private final SqlTypes.Getter[] getters;
  private final StreamRecord<RowData> in = new StreamRecord<>(null);

  RowEvaluator(
      GeneratedOperator<OneInputStreamOperator<RowData, RowData>> generated,
      List<ValueType> types) {
    calculation = DetachedOperator.start(generated, results);
    getters = new SqlTypes.Getter[types.size()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = SqlTypes.getter(types.get(i), i);
    }
  }

  /**
   * Evaluates all expressions.
   *
   * @return their results, null for NULL
   * @throws Exception as the first expression does that fails
   */
  public @Nullable Object[] evaluate(RowValues row) throws Exception {
    calculation.processElement(in.replace(row.data()));
    RowData out = results.take();
    @Nullable Object[] values = new @Nullable Object[getters.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = getters[i].get(out);
    }
    return values;
  }
}
