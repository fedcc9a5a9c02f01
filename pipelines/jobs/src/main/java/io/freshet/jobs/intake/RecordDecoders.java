package io.freshet.jobs.intake;

import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.SourcePlan;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Makes the decoder of a source. A new format has its branch here. */
final class RecordDecoders {
  private RecordDecoders() {}

  static RecordDecoder of(
      SourcePlan source, @Nullable String registryUrl, Map<String, String> registry) {
    RowType columns = SourceRow.columnsType(source.columns());
    Format format = source.format();
    if (format instanceof Format.Avro avro) {
      if (registryUrl == null) {
        throw new IllegalArgumentException(
            "Source '"
                + source.name()
                + "' reads Avro, and the environment has no 'registry'; add it");
      }
      return new AvroDecoder(columns, avro.schemaJson(), registryUrl, registry);
    }
    if (format instanceof Format.Json) {
      return new JsonDecoder(columns);
    }
    return new CsvDecoder(columns);
  }
}
