package io.freshet.bench.offline;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a shop's day brings them: few at night, many in the evening; of 50 thousand users; one in
 * fifty belongs to the day before. The rows of a minute are the same each time.
 */
final class WeekRows {
  /** 2026-01-01T00:00:00Z. */
  private static final long START = 1_767_225_600_000L;

  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;
  private static final int USERS = 50_000;
  private static final int FEATURES = 20;
  private static final int LATE_ONE_OF = 50;
  private static final double SWING = 0.9;

  private final RowLayout layout;
  private final RowCodec codec;
  private final int rowsPerMinute;

  WeekRows(int rowsPerMinute) {
    this.rowsPerMinute = rowsPerMinute;
    List<Field> features = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      features.add(new Field("f" + i, i % 2 == 0 ? ValueType.BIGINT : ValueType.DOUBLE));
    }
    this.layout =
        new RowLayout("bench", "week", List.of(new Field("user_id", ValueType.STRING)), features);
    this.codec = new RowCodec(layout);
  }

  RowLayout layout() {
    return layout;
  }

  /** The rows of a minute. */
  void ofMinute(int minute, Consumer<FeatureRow> consumer) {
    Random random = new Random(minute);
    double part = 1 - SWING * Math.cos(2 * Math.PI * minute * MINUTE / DAY);
    long count = Math.round(rowsPerMinute * part);
    for (int i = 0; i < count; i++) {
      long time = START + minute * MINUTE + random.nextInt((int) MINUTE);
      boolean late = random.nextInt(LATE_ONE_OF) == 0;
      consumer.accept(row(random, late ? time - DAY : time, time));
    }
  }

  private FeatureRow row(Random random, long time, long availableAt) {
    @Nullable Object[] values = new @Nullable Object[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      if (random.nextInt(3) == 0) {
        values[i] = i % 2 == 0 ? (Object) (long) random.nextInt(100) : (Object) random.nextDouble();
      }
    }
    String key = Objects.requireNonNull(EntityKey.encode("user-" + random.nextInt(USERS)));
    byte[] packed = codec.encode(1, time, random.nextInt(1_000), availableAt, values);
    return FeatureRow.row(key, packed, FeatureRow.NO_ARRIVAL);
  }
}
