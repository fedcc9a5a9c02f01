package io.freshet.sinks.delta.file;

import io.freshet.sinks.delta.schema.TableColumn;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What all data files of a writer have in common.
 *
 * @param columns the columns in order
 * @param schema their Parquet types
 * @param nested those of lists and maps alone
 * @param properties how values are encoded
 * @param rowGroupSize bytes that gather in memory before they are written
 */
record FileForm(
    ParquetColumn[] columns,
    MessageType schema,
    MessageType nested,
    ParquetProperties properties,
    long rowGroupSize) {

  static FileForm of(List<TableColumn> tableColumns, long rowGroupSize) {
    ParquetColumn[] columns =
        tableColumns.stream().map(ParquetColumn::of).toArray(ParquetColumn[]::new);
    List<Type> types = Arrays.stream(columns).map(ParquetColumn::type).toList();
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withSizeStatisticsEnabled(false)
            // the default one is shared: whoever writes Parquet in the process sets it anew
            .withValuesWriterFactory(new DefaultV1ValuesWriterFactory());
    for (ParquetColumn column : columns) {
      properties.withDictionaryEncoding(column.type().getName(), column.dictionary());
    }
    return new FileForm(
        columns,
        message(types),
        message(types.stream().filter(type -> !type.isPrimitive()).toList()),
        properties.build(),
        rowGroupSize);
  }

  private static MessageType message(List<Type> types) {
    return new MessageType("row", types);
  }
}
