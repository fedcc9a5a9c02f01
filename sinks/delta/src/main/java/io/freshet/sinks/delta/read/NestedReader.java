package io.freshet.sinks.delta.read;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads lists and maps, in the order of the file; neither can be changed. */
final class NestedReader {
  private NestedReader() {}

  static ColumnReader of(String name, ArrayType type) {
    ColumnReader element = ColumnReader.of(name, type.getElementType());
    return (column, row) -> list(element, column.getArray(row));
  }

  static ColumnReader of(String name, MapType type) {
    ColumnReader key = ColumnReader.of(name, type.getKeyType());
    ColumnReader value = ColumnReader.of(name, type.getValueType());
    return (column, row) -> map(key, value, column.getMap(row));
  }

  private static List<Object> list(ColumnReader element, ArrayValue array) {
    ColumnVector elements = array.getElements();
    List<Object> list = new ArrayList<>(array.getSize());
    for (int i = 0; i < array.getSize(); i++) {
      list.add(element.value(elements, i));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<Object, Object> map(ColumnReader key, ColumnReader value, MapValue entries) {
    ColumnVector keys = entries.getKeys();
    ColumnVector values = entries.getValues();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.getSize(); i++) {
      map.put(key.value(keys, i), value.value(values, i));
    }
    return Collections.unmodifiableMap(map);
  }
}
