package io.freshet.defs.compile;

import io.freshet.defs.plan.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The columns of an Avro record.
 *
 * @param columns those that can be read
 * @param unreadable the others, each with what it is
 * @param readerSchema the record with the fields of {@code columns} alone, in their order
 */
record AvroColumns(List<Column> columns, Map<String, String> unreadable, Schema readerSchema) {
  AvroColumns {
    columns = List.copyOf(columns);
    unreadable = Map.copyOf(unreadable);
  }

  /** The columns of {@code schema}, which is a record. */
  static AvroColumns of(Schema schema) {
    List<Column> columns = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      try {
        columns.add(new Column(field.name(), AvroTypes.sqlType(field.schema())));
        fields.add(new Schema.Field(field, field.schema()));
      } catch (UnreadableTypeException e) {
        unreadable.put(field.name(), e.what());
      }
    }
    Schema reader =
        Schema.createRecord(
            schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    schema.getAliases().forEach(reader::addAlias);
    return new AvroColumns(columns, unreadable, reader);
  }
}
