package io.freshet.jobs.intake;

import io.freshet.jobs.source.RawRecord;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.formats.avro.AvroRowDataDeserializationSchema;
import org.apache.flink.formats.avro.AvroToRowDataConverters;
import org.apache.flink.formats.avro.registry.confluent.ConfluentRegistryAvroDeserializationSchema;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/**
 * Avro with the Confluent header. The writer's schema comes from the registry; a registry that
 * cannot be reached is no fault of the record.
 */
final class AvroDecoder implements RecordDecoder {
  private static final int HEADER = 5;
  private static final int NOT_FOUND = 404;
  private static final int MILLIS = 3;

  private final AvroRowDataDeserializationSchema schema;

  /** Columns in microseconds: Flink's converter takes them for milliseconds. */
  private final int[] micros;

  AvroDecoder(
      RowType columns, String schemaJson, String registryUrl, Map<String, String> registry) {
    this.micros =
        IntStream.range(0, columns.getFieldCount())
            .filter(i -> columns.getTypeAt(i).isAnyOf(LogicalTypeFamily.TIMESTAMP))
            .filter(i -> LogicalTypeChecks.getPrecision(columns.getTypeAt(i)) > MILLIS)
            .toArray();
    this.schema =
        new AvroRowDataDeserializationSchema(
            ConfluentRegistryAvroDeserializationSchema.forGeneric(
                new Schema.Parser().parse(schemaJson), registryUrl, registry),
            AvroToRowDataConverters.createRowConverter(columns, false),
            InternalTypeInfo.of(columns));
  }

  @Override
  public RowData decode(RawRecord record) throws UndecodableException, IOException {
    byte[] value = record.value();
    if (value == null) {
      throw new UndecodableException("the record has no value");
    }
    if (value.length < HEADER || value[0] != 0) {
      throw new UndecodableException(
          "the value does not begin with the header of the schema registry's Avro form");
    }
    try {
      RowData row = schema.deserialize(value);
      if (row == null) {
        throw new UndecodableException("the value is empty");
      }
      correctMicros((GenericRowData) row);
      return row;
    } catch (IOException | RuntimeException e) {
      if (isRegistryOutage(e)) {
        throw new IOException("The schema registry cannot answer: " + rootMessage(e), e);
      }
      throw new UndecodableException(rootMessage(e));
    }
  }

  private void correctMicros(GenericRowData row) {
    for (int column : micros) {
      if (row.getField(column) instanceof TimestampData wrong) {
        long value = wrong.getMillisecond();
        row.setField(
            column,
            TimestampData.fromEpochMillis(
                Math.floorDiv(value, 1000L), (int) Math.floorMod(value, 1000L) * 1000));
      }
    }
  }

  private static boolean isRegistryOutage(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof RestClientException rest) {
        return rest.getStatus() != NOT_FOUND;
      }
      if (e instanceof java.net.SocketException
          || e instanceof java.net.SocketTimeoutException
          || e instanceof java.net.UnknownHostException
          || e instanceof javax.net.ssl.SSLException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
