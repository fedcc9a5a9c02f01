package io.freshet.sinks.kafka;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The Avro schema of a feature view's rows in Kafka: join keys, the four columns of the row's
 * version and time, then the features, each nullable with NULL as default, so that adding or
 * removing one keeps old and new readers working.
 */
public final class FeatureAvro {
  /** As-of time of the row. */
  public static final String FEATURE_TIMESTAMP = "feature_timestamp";

  /** When the row became readable online. */
  public static final String AVAILABLE_AT = "available_at";

  /** Events applied to the key in the generation. */
  public static final String SEQUENCE = "sequence";

  /** Generation of the state that the row comes from. */
  public static final String GENERATION = "generation";

  private FeatureAvro() {}

  /**
   * The schema of a layout's rows, named {@code io.freshet.<pipeline>.<View>}.
   *
   * @throws KafkaSinkException if two columns have the same name in Avro
   */
  public static Schema schemaOf(RowLayout layout) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Field key : layout.keys()) {
      fields.add(new Schema.Field(name(key.name()), AvroValues.schema(key.type())));
    }
    fields.add(new Schema.Field(FEATURE_TIMESTAMP, AvroValues.timestamp()));
    fields.add(new Schema.Field(AVAILABLE_AT, AvroValues.timestamp()));
    fields.add(new Schema.Field(SEQUENCE, Schema.create(Schema.Type.LONG)));
    fields.add(new Schema.Field(GENERATION, Schema.create(Schema.Type.LONG)));
    for (Field feature : layout.features()) {
      Schema nullable =
          Schema.createUnion(Schema.create(Schema.Type.NULL), AvroValues.schema(feature.type()));
      fields.add(
          new Schema.Field(name(feature.name()), nullable, null, Schema.Field.NULL_DEFAULT_VALUE));
    }
    checkDistinct(layout, fields);
    Schema schema =
        Schema.createRecord(
            recordName(layout.view()),
            "Features of view " + layout.view(),
            "io.freshet." + name(layout.pipeline()),
            false);
    schema.setFields(fields);
    return schema;
  }

  /** {@code text} with what Avro does not take in a name replaced by underscores. */
  static String name(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** {@code user_engagement} becomes {@code UserEngagement}. */
  private static String recordName(String view) {
    StringBuilder name = new StringBuilder();
    for (String word : name(view).split("_")) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name(name.toString());
  }

  private static void checkDistinct(RowLayout layout, List<Schema.Field> fields) {
    List<String> columns = new ArrayList<>();
    layout.keys().forEach(key -> columns.add(key.name()));
    columns.addAll(List.of(FEATURE_TIMESTAMP, AVAILABLE_AT, SEQUENCE, GENERATION));
    layout.features().forEach(feature -> columns.add(feature.name()));
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String avro = fields.get(i).name();
      String other = seen.put(avro, columns.get(i));
      if (other != null) {
        throw KafkaSinkException.sameName(layout.view(), other, columns.get(i), avro);
      }
    }
  }
}
