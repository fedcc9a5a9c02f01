package io.freshet.bench.offline.join;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the view in the order of their as-of times, always the same ones. Not thread-safe.
 *
 * <p>The share of a user among them falls with the square root of its number: of 10 million rows of
 * 200 thousand users the busiest has 22 thousand, the one in the middle 35. A row becomes readable
 * within a second, one in fifty within an hour; the rows of a user do so in the order of their
 * versions, each at a time of its own.
 */
final class ShopperRows {
  private static final int SECOND = 1_000;
  private static final int HOUR = 3_600_000;
  private static final int LATE_ONE_IN = 50;
  private static final int PURCHASE_ONE_IN = 12;
  private static final int CENTS = 2;

  private final JoinSize size;
  private final RowCodec codec;
  private final long from = JoinSize.FROM.toEpochMilli();
  private final SplittableRandom random = new SplittableRandom(4);
  private final int[] sequences;
  private final int[] purchases;
  private final long[] spent;
  private final long[] boughtAt;
  private final long[] readableSince;
  private int next;

  ShopperRows(JoinSize size, RowLayout layout) {
    this.size = size;
    this.codec = new RowCodec(layout);
    this.sequences = new int[size.users()];
    this.purchases = new int[size.users()];
    this.spent = new long[size.users()];
    this.boughtAt = new long[size.users()];
    this.readableSince = new long[size.users()];
  }

  boolean hasNext() {
    return next < size.rows();
  }

  /** As-of time of the next row. */
  long nextTime() {
    return from + next * JoinSize.SPAN.toMillis() / size.rows();
  }

  FeatureRow next() {
    long time = nextTime();
    next++;
    double share = random.nextDouble();
    int user = (int) (size.users() * share * share);
    sequences[user]++;
    if (random.nextInt(PURCHASE_ONE_IN) == 0) {
      purchases[user]++;
      spent[user] += random.nextInt(500, 20_000);
      boughtAt[user] = time;
    }
    long delay =
        random.nextInt(LATE_ONE_IN) == 0 ? random.nextInt(HOUR) : random.nextInt(100, SECOND);
    readableSince[user] = Math.max(time + delay, readableSince[user] + 1);
    byte[] packed = codec.encode(from, time, sequences[user], readableSince[user], values(user));
    return FeatureRow.row("user" + user, packed, time);
  }

  /** Plausible ones: some change with each row, some seldom, and those of purchases may be NULL. */
  private @Nullable Object[] values(int user) {
    long views = sequences[user] - purchases[user];
    long viewsOfWeek = Math.min(views, 1 + views / 4 + random.nextInt(8));
    long viewsOfDay = Math.min(viewsOfWeek, random.nextInt(12));
    long bought = purchases[user];
    boolean hasBought = bought > 0;
    return new @Nullable Object[] {
      viewsOfDay,
      viewsOfWeek,
      views,
      1 + viewsOfWeek / 4,
      bought,
      hasBought ? BigDecimal.valueOf(spent[user] / 3, CENTS) : null,
      hasBought ? BigDecimal.valueOf(spent[user], CENTS) : null,
      hasBought ? (double) spent[user] / bought / 100 : null,
      views > 0 ? random.nextDouble(1, 300) : null,
      hasBought ? boughtAt[user] : null
    };
  }
}
