package io.freshet.sinks.delta.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureRowFormatTest {
  @Test
  void columnsAreKeysVersionAndFeatures() {
    RowLayout layout = layout(new Field("revenue_7d", ValueType.decimal(12, 2)));
    TableSchema schema = new FeatureRowFormat(layout).schema();

    assertThat(schema.all())
        .extracting(TableColumn::describe)
        .containsExactly(
            "user_id string not null",
            "feature_timestamp timestamp not null",
            "available_at timestamp not null",
            "sequence long not null",
            "generation long not null",
            "revenue_7d Decimal(12, 2)",
            "event_date date not null");
    assertThat(schema.indexed()).isEqualTo(5);
  }

  @Test
  void listsAreArraysAndCountsAreMaps() {
    RowLayout layout =
        layout(
            new Field("last", ValueType.array(ValueType.TIMESTAMP)),
            new Field("kinds", ValueType.counts(ValueType.STRING)));
    TableSchema schema = new FeatureRowFormat(layout).schema();

    assertThat(schema.columns().subList(5, 7))
        .extracting(TableColumn::describe)
        .containsExactly("last array[timestamp]", "kinds map[string, long]");
  }

  @Test
  void dayIsThatOfTheAsOfTimeInUtc() {
    RowLayout layout = layout(new Field("clicks", ValueType.BIGINT));
    byte[] packed = new RowCodec(layout).encode(1, -1, 2, 3, new Object[] {4L});

    TableRow row = new FeatureRowFormat(layout).toRow(FeatureRow.row("ann", packed, 0));

    assertThat(row.partitionDay()).isEqualTo(-1);
    assertThat(row.values()).containsExactly("ann", -1L, 3L, 2L, 1L, 4L);
  }

  @Test
  void onlyRowsAreLogged() {
    FeatureRowFormat format = new FeatureRowFormat(layout());

    for (FeatureRow.Kind kind : FeatureRow.Kind.values()) {
      FeatureRow element = new FeatureRow(kind, "ann", new byte[0], 0);
      assertThat(format.isRow(element)).isEqualTo(kind == FeatureRow.Kind.ROW);
    }
  }

  @Test
  void featureWithTheNameOfAColumnIsRefused() {
    for (String taken : List.of("sequence", "Event_Date", "USER_ID")) {
      RowLayout layout = layout(new Field(taken, ValueType.BIGINT));
      assertThatThrownBy(() -> new FeatureRowFormat(layout).schema())
          .hasMessageContaining("'" + taken + "' stands in its table twice");
    }
  }

  private static RowLayout layout(Field... features) {
    return new RowLayout(
        "shop", "clicks", List.of(new Field("user_id", ValueType.STRING)), List.of(features));
  }
}
