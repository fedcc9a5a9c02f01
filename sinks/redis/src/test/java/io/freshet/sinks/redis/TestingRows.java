package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Elements of a small view. */
final class TestingRows {
  static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "user",
          List.of(new Field("id", ValueType.STRING)),
          List.of(new Field("clicks", ValueType.BIGINT)));
  private static final RowCodec CODEC = new RowCodec(LAYOUT);

  private TestingRows() {}

  static FeatureRow row(String key, long sequence) {
    byte[] packed = CODEC.encode(1, 10, sequence, 0, new Object[] {sequence});
    return FeatureRow.row(key, packed, System.currentTimeMillis());
  }

  static FeatureRow forget(String key, long sequence) {
    byte[] header = Arrays.copyOf(row(key, sequence).packed(), PackedRow.HEADER_LENGTH);
    return new FeatureRow(FeatureRow.Kind.FORGET, key, header, FeatureRow.NO_ARRIVAL);
  }

  static FeatureRow layout() {
    return new FeatureRow(
        FeatureRow.Kind.LAYOUT,
        LAYOUT.view(),
        new PublishedLayout(LAYOUT, Map.of(), Map.of()).toJson().getBytes(StandardCharsets.UTF_8),
        FeatureRow.NO_ARRIVAL);
  }
}
