package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.kafka.KafkaSinkException.Code;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class FeatureAvroTest {

  @Test
  void everyTypeHasItsAvroForm() {
    Schema schema =
        FeatureAvro.schemaOf(
            layout(
                "my-shop",
                "user_engagement",
                new Field("flag", ValueType.BOOLEAN),
                new Field("count", ValueType.BIGINT),
                new Field("ratio", ValueType.DOUBLE),
                new Field("revenue", ValueType.decimal(12, 2)),
                new Field("last", ValueType.STRING),
                new Field("at", ValueType.TIMESTAMP),
                new Field("day", ValueType.DATE)));

    assertThat(schema.getFullName()).isEqualTo("io.freshet.my_shop.UserEngagement");
    assertThat(schema.getFields().stream().map(f -> f.name() + " " + f.schema()))
        .containsExactly(
            "user_id \"string\"",
            "feature_timestamp {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
            "available_at {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
            "sequence \"long\"",
            "generation \"long\"",
            "flag [\"null\",\"boolean\"]",
            "count [\"null\",\"long\"]",
            "ratio [\"null\",\"double\"]",
            "revenue [\"null\",{\"type\":\"bytes\",\"logicalType\":\"decimal\","
                + "\"precision\":12,\"scale\":2}]",
            "last [\"null\",\"string\"]",
            "at [\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}]",
            "day [\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}]");
    assertThat(schema.getField("flag").hasDefaultValue()).isTrue();
  }

  @Test
  void listsAreArraysAndCountsAreArraysOfRecords() {
    Schema schema =
        FeatureAvro.schemaOf(
            layout(
                "shop",
                "v",
                new Field("last", ValueType.array(ValueType.STRING)),
                new Field("kinds", ValueType.counts(ValueType.STRING)),
                new Field("kinds_before", ValueType.counts(ValueType.STRING)),
                new Field("prices", ValueType.counts(ValueType.decimal(12, 2)))));

    assertThat(schema.getField("last").schema())
        .hasToString("[\"null\",{\"type\":\"array\",\"items\":\"string\"}]");
    assertThat(schema.getField("kinds").schema())
        .hasToString(
            "[\"null\",{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"CountOf_STRING\","
                + "\"namespace\":\"io.freshet\",\"fields\":[{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"count\",\"type\":\"long\"}]}}]");
    assertThat(schema.getField("prices").schema().toString()).contains("CountOf_DECIMAL_12_2\"");
    assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema);
  }

  @Test
  void namesBecomeValid() {
    Schema schema =
        FeatureAvro.schemaOf(layout("1shop", "7-days", new Field("a-b.c", ValueType.BIGINT)));

    assertThat(schema.getFullName()).isEqualTo("io.freshet._1shop._7Days");
    assertThat(schema.getField("a_b_c")).isNotNull();
  }

  @Test
  void columnsWithOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                FeatureAvro.schemaOf(
                    layout(
                        "shop",
                        "v",
                        new Field("a-b", ValueType.BIGINT),
                        new Field("a_b", ValueType.BIGINT))))
        .isInstanceOfSatisfying(
            KafkaSinkException.class, e -> assertThat(e.code()).isEqualTo(Code.SAME_NAME))
        .hasMessageContaining("'a-b' and 'a_b'");
    assertThatThrownBy(
            () ->
                FeatureAvro.schemaOf(layout("shop", "v", new Field("sequence", ValueType.BIGINT))))
        .isInstanceOf(KafkaSinkException.class);
  }

  private static RowLayout layout(String pipeline, String view, Field... features) {
    return new RowLayout(
        pipeline, view, List.of(new Field("user_id", ValueType.STRING)), List.of(features));
  }
}
