package io.freshet.sinks.delta.file;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Hands the values of a row to Parquet, column by column. */
final class RowWriteSupport extends WriteSupport<@Nullable Object[]> {
  private final ParquetColumn[] columns;
  private @Nullable RecordConsumer out;

  RowWriteSupport(ParquetColumn[] columns) {
    this.columns = columns;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(@Nullable Object[] values) {
    RecordConsumer consumer = Objects.requireNonNull(out);
    consumer.startMessage();
    for (int i = 0; i < columns.length; i++) {
      Object value = values[i];
      if (value != null) {
        ParquetColumn column = columns[i];
        consumer.startField(column.name(), i);
        column.writer().write(consumer, value);
        consumer.endField(column.name(), i);
      }
    }
    consumer.endMessage();
  }

  private WriteContext context() {
    List<Type> types = Arrays.stream(columns).map(ParquetColumn::type).toList();
    return new WriteContext(new MessageType("row", types), Map.of());
  }
}
