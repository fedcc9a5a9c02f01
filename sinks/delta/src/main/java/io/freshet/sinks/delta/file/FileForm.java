package io.freshet.sinks.delta.file;

import io.freshet.sinks.delta.schema.TableColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What all data files of a writer have in common.
 *
 * @param columns the columns in order
 * @param schema their Parquet types
 * @param nested those of lists and maps alone
 * @param properties how values are encoded
 */
record FileForm(
    ParquetColumn[] columns,
    MessageType schema,
    MessageType nested,
    ParquetProperties properties) {

  static FileForm of(List<TableColumn> tableColumns) {
    ParquetColumn[] columns =
        tableColumns.stream().map(ParquetColumn::of).toArray(ParquetColumn[]::new);
    List<Type> types = Arrays.stream(columns).map(ParquetColumn::type).toList();
    ParquetProperties.Builder properties =
        ParquetProperties.builder().withSizeStatisticsEnabled(false);
    for (ParquetColumn column : columns) {
      properties.withDictionaryEncoding(column.type().getName(), column.dictionary());
    }
    return new FileForm(columns, message(types), message(types.stream().filter(type -> !type.isPrimitive()).toList()), properties.build());
  }

  private static MessageType message(List<Type> types) {
    return new MessageType("row", types);
  }
}
