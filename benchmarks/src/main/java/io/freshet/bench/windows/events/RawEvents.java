package io.freshet.bench.windows.events;

import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The events of a stream by column, and the order in which they arrive. */
final class RawEvents {
  /** How late an event may arrive, milliseconds: less than the views' max_out_of_orderness. */
  static final long DISORDER = 29_000;

  private static final long SEED = 20_250_101;
  private static final long SESSION = Duration.ofMinutes(10).toMillis();
  private static final double SESSION_EVENTS = 3.3;
  private static final int LONGEST_SESSION = 40;
  private static final int LOYAL_SESSIONS = 12;
  private static final double LATE_SHARE = 0.2;
  private static final int INDEX_BITS = 28;

  /** Events of each loyal user: four sessions of four, eight of three. */
  static final int LOYAL_EVENTS = 40;

  /** The most events of a stream. */
  static final int MOST = 1 << INDEX_BITS;

  private final StreamSpec spec;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Popularity products = Popularity.zipf(ShopEvent.PRODUCTS);
  private final int[] user;
  private final long[] time;
  private final byte[] type;
  private final int[] session;
  private final short[] product;
  private final byte[] quantity;
  private int size;
  private int sessions;

  RawEvents(StreamSpec spec) {
    if (spec.events() >= MOST) {
      throw new IllegalArgumentException("at most " + MOST + " events");
    }
    this.spec = spec;
    user = new int[spec.events()];
    time = new long[spec.events()];
    type = new byte[spec.events()];
    session = new int[spec.events()];
    product = new short[spec.events()];
    quantity = new byte[spec.events()];
    if (spec.shape() == Shape.LOYAL) {
      addLoyal();
    } else {
      addDrawn();
    }
  }

  int size() {
    return size;
  }

  int user(int index) {
    return user[index];
  }

  /** Fills an event. */
  void get(int index, ShopEvent event) {
    event.time = time[index];
    event.type = type[index];
    event.session = session[index];
    event.product = product[index];
    event.quantity = quantity[index];
  }

  /** Indexes of the events in the order of their arrival. */
  int[] arrivals() {
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      long late = random.nextDouble() < LATE_SHARE ? random.nextLong(DISORDER) : 0;
      order[i] = (time[i] + late - StreamSpec.START) << INDEX_BITS | i;
    }
    Arrays.sort(order);
    int[] indexes = new int[size];
    for (int i = 0; i < size; i++) {
      indexes[i] = (int) (order[i] & (MOST - 1));
    }
    return indexes;
  }

  private void addDrawn() {
    Popularity users =
        spec.skew() == Skew.ZIPF ? Popularity.zipf(spec.keys()) : Popularity.uniform(spec.keys());
    long span = Duration.ofDays(spec.days()).toMillis();
    while (size < spec.events()) {
      int count = spec.shape() == Shape.SESSIONS ? sessionLength() : 1;
      addSession(users.next(random), StreamSpec.START + random.nextLong(span), count);
    }
  }

  /** Geometric with the mean {@link #SESSION_EVENTS}. */
  private int sessionLength() {
    double stays = 1 - 1 / SESSION_EVENTS;
    int count = 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(stays));
    return Math.min(count, LONGEST_SESSION);
  }

  private void addLoyal() {
    long span = Duration.ofDays(spec.days()).toMillis() - SESSION;
    for (int key = 0; key < spec.keys(); key++) {
      for (int i = 0; i < LOYAL_SESSIONS; i++) {
        addSession(key, StreamSpec.START + random.nextLong(span), i < 4 ? 4 : 3);
      }
    }
  }

  private void addSession(int key, long start, int count) {
    int number = sessions++;
    for (int i = 0; i < count && size < spec.events(); i++) {
      user[size] = key;
      time[size] = start + random.nextLong(SESSION);
      type[size] = type(random.nextInt(100));
      session[size] = number;
      product[size] = (short) products.next(random);
      quantity[size] = (byte) (1 + random.nextInt(3));
      size++;
    }
  }

  /** 70 % page views, 12 % carts, 8 % purchases, 10 % logins. */
  private static byte type(int percent) {
    if (percent < 70) {
      return 0;
    }
    if (percent < 82) {
      return 1;
    }
    return (byte) (percent < 90 ? 2 : 3);
  }
}
