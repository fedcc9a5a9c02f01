package io.freshet.sinks.delta.file;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Lists and maps in a Parquet file, in the form of Parquet's rules for them: {@code
 * name.list.element} and {@code name.key_value.key} and {@code .value}.
 */
final class NestedColumn {
  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final String ENTRIES = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private NestedColumn() {}

  static ParquetColumn of(TableColumn column, ArrayType type) {
    ParquetColumn element =
        ParquetColumn.of(new TableColumn(ELEMENT, type.getElementType(), type.containsNull()));
    Type list =
        Types.buildGroup(repetition(column))
            .as(LogicalTypeAnnotation.listType())
            .addField(Types.repeatedGroup().addField(element.type()).named(LIST))
            .named(column.name());
    return new ParquetColumn(
        column.name(), list, true, (out, value) -> writeList(out, element, (List<?>) value));
  }

  static ParquetColumn of(TableColumn column, MapType type) {
    ParquetColumn key = ParquetColumn.of(TableColumn.required(KEY, type.getKeyType()));
    ParquetColumn value =
        ParquetColumn.of(new TableColumn(VALUE, type.getValueType(), type.isValueContainsNull()));
    Type map =
        Types.buildGroup(repetition(column))
            .as(LogicalTypeAnnotation.mapType())
            .addField(
                Types.repeatedGroup().addField(key.type()).addField(value.type()).named(ENTRIES))
            .named(column.name());
    return new ParquetColumn(
        column.name(), map, true, (out, entries) -> writeMap(out, key, value, (Map<?, ?>) entries));
  }

  private static void writeList(RecordConsumer out, ParquetColumn element, List<?> values) {
    out.startGroup();
    if (!values.isEmpty()) {
      out.startField(LIST, 0);
      for (Object value : values) {
        out.startGroup();
        writeField(out, element, 0, value);
        out.endGroup();
      }
      out.endField(LIST, 0);
    }
    out.endGroup();
  }

  private static void writeMap(
      RecordConsumer out, ParquetColumn key, ParquetColumn value, Map<?, ?> entries) {
    out.startGroup();
    if (!entries.isEmpty()) {
      out.startField(ENTRIES, 0);
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        out.startGroup();
        writeField(out, key, 0, entry.getKey());
        writeField(out, value, 1, entry.getValue());
        out.endGroup();
      }
      out.endField(ENTRIES, 0);
    }
    out.endGroup();
  }

  private static void writeField(
      RecordConsumer out, ParquetColumn column, int index, Object value) {
    out.startField(column.name(), index);
    column.writer().write(out, value);
    out.endField(column.name(), index);
  }

  private static Repetition repetition(TableColumn column) {
    return column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }
}
