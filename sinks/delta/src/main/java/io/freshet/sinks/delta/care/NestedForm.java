package io.freshet.sinks.delta.care;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists and maps as bytes. Freshet writes none that hold NULL. */
final class NestedForm {
  private NestedForm() {}

  static ValueForm of(TableColumn column, ArrayType type) {
    ValueForm element = part(column, type.getElementType());
    return new ValueForm(
        (c, row, out) -> {
          ArrayValue array = c.getArray(row);
          out.writeVarLong(array.getSize());
          write(column, element, array.getElements(), array.getSize(), out);
        },
        in -> readList(element, in));
  }

  static ValueForm of(TableColumn column, MapType type) {
    ValueForm key = part(column, type.getKeyType());
    ValueForm value = part(column, type.getValueType());
    return new ValueForm(
        (c, row, out) -> {
          MapValue map = c.getMap(row);
          out.writeVarLong(map.getSize());
          write(column, key, map.getKeys(), map.getSize(), out);
          write(column, value, map.getValues(), map.getSize(), out);
        },
        in -> readMap(key, value, in));
  }

  private static ValueForm part(TableColumn column, DataType type) {
    return ValueForm.of(new TableColumn(column.name(), type, false));
  }

  private static void write(
      TableColumn column, ValueForm form, ColumnVector values, int size, RowOutput out) {
    for (int i = 0; i < size; i++) {
      if (values.isNullAt(i)) {
        throw new CareException(
            "the column '"
                + column.name()
                + "' holds NULL inside of a value, which Freshet does not write; have the table"
                + " compacted by whoever wrote it");
      }
      form.writer().write(values, i, out);
    }
  }

  private static List<Object> readList(ValueForm form, RowInput in) {
    int size = (int) in.readVarLong();
    List<Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(form.reader().read(in));
    }
    return values;
  }

  /** In the order in which they were written. */
  private static Map<Object, Object> readMap(ValueForm key, ValueForm value, RowInput in) {
    int size = (int) in.readVarLong();
    List<Object> keys = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      keys.add(key.reader().read(in));
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object each : keys) {
      map.put(each, value.reader().read(in));
    }
    return map;
  }
}
