package io.freshet.sinks.redis.client;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.util.List;

/** Rows of a small view. */
final class TestingRows {
  static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "user",
          List.of(new Field("id", ValueType.STRING)),
          List.of(new Field("clicks", ValueType.BIGINT), new Field("name", ValueType.STRING)));
  static final RedisKeys KEYS = RedisKeys.of(LAYOUT.pipeline(), LAYOUT.view());
  private static final RowCodec CODEC = new RowCodec(LAYOUT);

  private TestingRows() {}

  /** A row whose values tell its sequence. */
  static byte[] row(long generation, long featureTimestamp, long sequence) {
    return row(generation, featureTimestamp, sequence, 0, "row " + sequence);
  }

  static byte[] row(
      long generation, long featureTimestamp, long sequence, long availableAt, String name) {
    return CODEC.encode(
        generation, featureTimestamp, sequence, availableAt, new Object[] {sequence, name});
  }
}
