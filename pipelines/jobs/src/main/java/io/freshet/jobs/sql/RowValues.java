package io.freshet.jobs.sql;

import io.freshet.schemas.Field;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** A row of values that expressions are evaluated over. Not thread-safe. */
public final class RowValues {
  private final SqlTypes.Setter[] setters;
  private final GenericRowData data;

  /**
   * @param columns its columns; all values are NULL at first
   */
  public RowValues(List<Field> columns) {
    setters = columns.stream().map(c -> SqlTypes.setter(c.type())).toArray(SqlTypes.Setter[]::new);
    data = new GenericRowData(setters.length);
  }

  /** Sets one value, of the class that the column's type asks for; null for NULL. */
  public void set(int position, @Nullable Object value) {
    data.setField(position, value == null ? null : setters[position].internal(value));
  }

  RowData data() {
    return data;
  }
}
