package io.freshet.bench.offline.sink;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a view as a shop would have it that counts by category: 30 categories of 10 features, of
 * which a user has been to a few. Always the same rows. Not thread-safe.
 *
 * <p>A category has two counts (0 in categories without visits), a sum of money, six means, sums
 * and deviations of other numbers, and the time of the last visit (all NULL without visits): of the
 * 300 values of a row nearly a fifth are neither NULL nor 0, most of them doubles without a
 * pattern. The values of a row are drawn anew each time, so that a user's rows are less alike than
 * real ones, which differ in few features. Rows come in the order of their times, 30 in a second. A
 * few users have many of them: the share of a user falls with the square root of its number.
 */
final class ShopRows {
  private static final int CATEGORIES = 30;
  private static final int VISITED = 7;
  private static final int USERS = 100_000;
  private static final long START = 1_767_225_600_000L;
  private static final int MILLIS_BETWEEN = 33;
  private static final int LONGEST_DELAY = 900;
  private static final long QUARTER = 90L * 86_400_000;
  private static final int CENTS = 2;

  private final RowLayout layout = shopLayout();
  private final RowCodec codec = new RowCodec(layout);
  private final SplittableRandom random = new SplittableRandom(6);
  private final long[] sequences = new long[USERS];
  private long rows;

  private static RowLayout shopLayout() {
    List<Field> features = new ArrayList<>();
    for (int category = 0; category < CATEGORIES; category++) {
      String suffix = "_category_" + category;
      features.add(new Field("views_7d" + suffix, ValueType.BIGINT));
      features.add(new Field("views_90d" + suffix, ValueType.BIGINT));
      features.add(new Field("revenue_90d" + suffix, ValueType.decimal(18, 2)));
      for (String number : List.of("price_avg", "price_stddev", "discount_avg")) {
        features.add(new Field(number + "_90d" + suffix, ValueType.DOUBLE));
      }
      for (String number : List.of("seconds", "seconds_avg", "seconds_stddev")) {
        features.add(new Field(number + "_30d" + suffix, ValueType.DOUBLE));
      }
      features.add(new Field("last_viewed_at" + suffix, ValueType.TIMESTAMP));
    }
    return new RowLayout(
        "bench", "shop", List.of(new Field("user_id", ValueType.STRING)), features);
  }

  /** One key and 300 features. */
  RowLayout layout() {
    return layout;
  }

  /** The next row. */
  FeatureRow next() {
    double share = random.nextDouble();
    int user = (int) (USERS * share * share);
    long time = START + rows * MILLIS_BETWEEN;
    rows++;
    sequences[user]++;
    byte[] packed =
        codec.encode(
            START, time, sequences[user], time + random.nextInt(LONGEST_DELAY), values(user, time));
    return FeatureRow.row(String.format("user-%06d", user), packed, time);
  }

  private @Nullable Object[] values(int user, long time) {
    SplittableRandom taste = new SplittableRandom(user);
    boolean[] visited = new boolean[CATEGORIES];
    for (int i = 0; i < VISITED; i++) {
      visited[taste.nextInt(CATEGORIES)] = true;
    }
    List<@Nullable Object> values = new ArrayList<>(10 * CATEGORIES);
    for (int category = 0; category < CATEGORIES; category++) {
      if (visited[category]) {
        addVisited(values, time);
      } else {
        for (int i = 0; i < 10; i++) {
          values.add(i < 2 ? 0L : null);
        }
      }
    }
    return values.toArray();
  }

  private void addVisited(List<@Nullable Object> values, long time) {
    long viewsOfWeek = random.nextInt(12);
    long views = viewsOfWeek + 1 + random.nextInt(90);
    values.add(viewsOfWeek);
    values.add(views);
    long bought = 1 + views / 8;
    long cents = 0;
    double squares = 0;
    for (int i = 0; i < bought; i++) {
      long price = 99 + 50 * random.nextInt(400);
      cents += price;
      squares += price * price / 1e4;
    }
    double mean = cents / 100.0 / bought;
    values.add(BigDecimal.valueOf(cents, CENTS));
    values.add(mean);
    values.add(Math.sqrt(Math.max(0, squares / bought - mean * mean)));
    values.add(random.nextInt(100 * (int) bought) / 1e2 / bought);
    double seconds = views * random.nextDouble(5, 120);
    values.add(seconds);
    values.add(seconds / views);
    values.add(random.nextDouble(1, 60));
    values.add(time - (long) (QUARTER * Math.pow(random.nextDouble(), 3)));
  }
}
