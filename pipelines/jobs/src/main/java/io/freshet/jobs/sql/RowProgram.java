package io.freshet.jobs.sql;

import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.generated.GeneratedOperator;
import org.apache.flink.util.InstantiationUtil;

/** Compiled expressions over one row, as they are sent to where they are evaluated. Immutable. */
public final class RowProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GeneratedOperator<OneInputStreamOperator<RowData, RowData>> generated;
  private final List<ValueType> types;

  RowProgram(
      GeneratedOperator<OneInputStreamOperator<RowData, RowData>> generated,
      List<ValueType> types) {
    this.generated = generated;
    this.types = List.copyOf(types);
  }

  /** Makes it ready to run, as often as needed; functions of SQL can be opened only once each. */
  public RowEvaluator open() {
    try {
      ClassLoader loader = RowProgram.class.getClassLoader();
      return new RowEvaluator(InstantiationUtil.clone(generated, loader), types);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("Compiled expressions cannot be copied", e);
    }
  }
}
