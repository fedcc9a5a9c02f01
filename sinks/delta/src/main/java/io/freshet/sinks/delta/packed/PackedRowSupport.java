package io.freshet.sinks.delta.packed;

import io.freshet.schemas.ByteReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Hands the packed values of a row to Parquet, column by column. */
final class PackedRowSupport extends WriteSupport<ByteReader> {
  private final MessageType schema;
  private final String[] names;
  private final ValueWriter[] writers;
  private @Nullable RecordConsumer out;

  PackedRowSupport(List<PackedColumn> columns) {
    schema = new MessageType("row", columns.stream().map(ParquetTypes::parquet).toList());
    names = columns.stream().map(PackedColumn::name).toArray(String[]::new);
    writers = columns.stream().map(c -> ValueWriter.of(c.type())).toArray(ValueWriter[]::new);
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(ByteReader row) {
    RecordConsumer consumer = Objects.requireNonNull(out);
    consumer.startMessage();
    for (int i = 0; i < names.length; i++) {
      ValueWriter.field(consumer, row, writers[i], names[i], i);
    }
    consumer.endMessage();
  }
}
