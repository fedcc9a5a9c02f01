package io.freshet.jobs.intake;

import io.freshet.jobs.source.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/** One JSON object a record; times in ISO-8601. */
final class JsonDecoder implements RecordDecoder {
  private final JsonRowDataDeserializationSchema schema;

  JsonDecoder(RowType columns) {
    schema =
        new JsonRowDataDeserializationSchema(
            columns, InternalTypeInfo.of(columns), false, false, TimestampFormat.ISO_8601);
    try {
      schema.open(new Context());
    } catch (Exception e) {
      throw new IllegalStateException("Flink's JSON format does not open", e);
    }
  }

  @Override
  public RowData decode(RawRecord record) throws UndecodableException {
    byte[] value = record.value();
    if (value == null) {
      throw new UndecodableException("the record has no value");
    }
    try {
      RowData row = schema.deserialize(value);
      if (row == null) {
        throw new UndecodableException("the value is JSON's null");
      }
      return row;
    } catch (IOException | RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UndecodableException(cause.getMessage());
    }
  }

  private static final class Context implements DeserializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(JsonDecoder.class.getClassLoader());
    }
  }
}
