package io.freshet.sinks.delta.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of a feature view: join keys, the row's version and times, the features. */
public final class FeatureRowFormat implements RowFormat<FeatureRow> {
  public static final String FEATURE_TIMESTAMP = "feature_timestamp";
  public static final String AVAILABLE_AT = "available_at";
  public static final String SEQUENCE = "sequence";
  public static final String GENERATION = "generation";
  public static final String EVENT_DATE = "event_date";

  /** Columns that are neither key nor feature, in their order behind the keys. */
  public static final List<String> VERSION =
      List.of(FEATURE_TIMESTAMP, AVAILABLE_AT, SEQUENCE, GENERATION);

  private static final long serialVersionUID = 1L;

  private final RowLayout layout;
  private final RowCodec codec;

  public FeatureRowFormat(RowLayout layout) {
    this.layout = layout;
    this.codec = new RowCodec(layout);
  }

  @Override
  public TableSchema schema() {
    List<TableColumn> columns = new ArrayList<>();
    for (Field key : layout.keys()) {
      columns.add(TableColumn.required(key.name(), type(key.type())));
    }
    columns.add(TableColumn.required(FEATURE_TIMESTAMP, TimestampType.TIMESTAMP));
    columns.add(TableColumn.required(AVAILABLE_AT, TimestampType.TIMESTAMP));
    columns.add(TableColumn.required(SEQUENCE, LongType.LONG));
    columns.add(TableColumn.required(GENERATION, LongType.LONG));
    int indexed = columns.size();
    for (Field feature : layout.features()) {
      columns.add(TableColumn.optional(feature.name(), type(feature.type())));
    }
    return new TableSchema(columns, EVENT_DATE, indexed);
  }

  @Override
  public String definition() {
    return layout.fingerprintHex();
  }

  @Override
  public Map<String, Long> completeFrom(FeatureRow element) {
    return element.kind() == FeatureRow.Kind.LAYOUT
        ? PublishedLayout.fromJson(new String(element.packed(), StandardCharsets.UTF_8))
            .completeFrom()
        : Map.of();
  }

  @Override
  public boolean isRow(FeatureRow element) {
    return element.kind() == FeatureRow.Kind.ROW;
  }

  @Override
  public TableRow toRow(FeatureRow element) {
    byte[] packed = element.packed();
    Object[] keys = EntityKey.decode(element.key(), layout.keys());
    @Nullable Object[] features = codec.decode(packed);
    int version = keys.length;
    @Nullable Object[] values = new @Nullable Object[version + VERSION.size() + features.length];
    System.arraycopy(keys, 0, values, 0, version);
    long featureTimestamp = PackedRow.featureTimestamp(packed);
    values[version] = featureTimestamp;
    values[version + 1] = PackedRow.availableAt(packed);
    values[version + 2] = PackedRow.sequence(packed);
    values[version + 3] = PackedRow.generation(packed);
    System.arraycopy(features, 0, values, version + VERSION.size(), features.length);
    return new TableRow(TableRow.day(featureTimestamp), values);
  }

  @Override
  public void write(FeatureRow element, RowSink out) throws IOException {
    byte[] packed = element.packed();
    long featureTimestamp = PackedRow.featureTimestamp(packed);
    out.beginRow(TableRow.day(featureTimestamp));
    Object[] keys = EntityKey.decode(element.key(), layout.keys());
    for (int i = 0; i < keys.length; i++) {
      out.takeValue(i, keys[i]);
    }
    int version = keys.length;
    out.takeLong(version, featureTimestamp);
    out.takeLong(version + 1, PackedRow.availableAt(packed));
    out.takeLong(version + 2, PackedRow.sequence(packed));
    out.takeLong(version + 3, PackedRow.generation(packed));
    codec.decode(packed, version + VERSION.size(), out);
  }

  private static DataType type(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> BooleanType.BOOLEAN;
      case BIGINT -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case DECIMAL -> new DecimalType(type.precision(), type.scale());
      case STRING -> StringType.STRING;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case DATE -> DateType.DATE;
      case ARRAY -> new ArrayType(element(type), false);
      case COUNTS -> new MapType(element(type), LongType.LONG, false);
    };
  }

  private static DataType element(ValueType type) {
    return type(Objects.requireNonNull(type.element()));
  }
}
