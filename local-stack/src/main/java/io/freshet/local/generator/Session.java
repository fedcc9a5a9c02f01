package io.freshet.local.generator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One visit of one user, record by record. A record that arrives late happened that much earlier;
 * so arrivals alone say in which order records are sent.
 */
final class Session {
  // what an event is: a number from 0 to 1 below these; above the last, the page of a product
  private static final double LOGIN = 0.3;
  private static final double SEARCH = 0.15;
  private static final double ADD_TO_CART = 0.3;
  private static final double OTHER_PAGE = 0.45;

  private static final double ORDER_RATE = 0.2;
  private static final double COUPON_RATE = 0.2;
  private static final String[] BAD_COUPONS = {"FREE", "ten", "half", "n/a"};
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  private final ShopOptions options;
  private final FaultPicker faults;
  private final Zipf products;
  private final SplittableRandom random;
  private final String id;
  private final String userId;
  private final long horizon;
  private final Deque<String> cart = new ArrayDeque<>();
  private @Nullable String viewed;
  private @Nullable ShopRecord repeatable;
  private int made;

  /**
   * A visit that begins.
   *
   * @param random the visit's chance
   * @param horizon what lies a day and more after it is in the future for all who read the records
   */
  Session(
      ShopOptions options,
      FaultPicker faults,
      Zipf users,
      Zipf products,
      SplittableRandom random,
      String id,
      long horizon) {
    this.options = options;
    this.faults = faults;
    this.products = products;
    this.random = random;
    this.id = id;
    this.userId = "u" + users.sample(random);
    this.horizon = horizon;
  }

  /** The next record, which arrives at {@code arrival}. */
  ShopRecord next(long arrival) {
    ShopKind kind = repeatable == null ? faults.first(random) : faults.later(random);
    ShopRecord record =
        switch (kind) {
          case ON_TIME -> sound(kind, arrival, 0);
          case DISORDERED ->
              sound(kind, arrival, random.nextLong(1, options.maxOutOfOrderness().toMillis() + 1));
          case LATE -> sound(kind, arrival, lateness());
          case DUPLICATE -> again(arrival);
          case UNDECODABLE -> new ShopRecord(ShopStream.EVENTS, userId, broken(), arrival, kind);
          case WITHOUT_TIME -> event(kind, arrival, userId, null);
          case IN_THE_FUTURE ->
              event(
                  kind,
                  arrival,
                  userId,
                  Math.max(arrival, horizon) + random.nextLong(DAY, 30 * DAY));
          case WITHOUT_USER -> event(kind, arrival, null, arrival);
          case BAD_COUPON ->
              order(kind, arrival, arrival, BAD_COUPONS[random.nextInt(BAD_COUPONS.length)]);
        };
    made++;
    if (kind.isSound()) {
      repeatable = record;
    }
    return record;
  }

  private ShopRecord sound(ShopKind kind, long arrival, long delay) {
    if (!cart.isEmpty() && random.nextDouble() < ORDER_RATE) {
      String coupon =
          random.nextDouble() < COUPON_RATE
              ? BigDecimal.valueOf(random.nextInt(50, 2000), 2).toString()
              : null;
      return order(kind, arrival, arrival - delay, coupon);
    }
    return event(kind, arrival, userId, arrival - delay);
  }

  /** Spread evenly over orders of magnitude: minutes are as likely as days. */
  private long lateness() {
    double from = Math.log((double) options.lateFrom().toMillis());
    double to = Math.log((double) options.lateTo().toMillis());
    return (long) Math.exp(from + (to - from) * random.nextDouble());
  }

  private ShopRecord again(long arrival) {
    ShopRecord first = repeatable;
    if (first == null) {
      throw new IllegalStateException("nothing to repeat");
    }
    return new ShopRecord(
        first.stream(), first.key(), first.payload(), arrival, ShopKind.DUPLICATE);
  }

  private ShopRecord event(
      ShopKind kind, long arrival, @Nullable String user, @Nullable Long occurredAt) {
    double u = random.nextDouble();
    String type = "page_view";
    String product = null;
    if (made == 0 && u < LOGIN) {
      type = "login";
    } else if (u < SEARCH) {
      type = "search";
    } else if (u < ADD_TO_CART && viewed != null) {
      type = "add_to_cart";
      product = viewed;
      cart.add(product);
    } else if (u > OTHER_PAGE) {
      product = "p" + products.sample(random);
      viewed = product;
    }
    ShopPayload payload =
        new ShopPayload.Event(id + "-" + made, type, user, id, product, occurredAt);
    return new ShopRecord(ShopStream.EVENTS, user, payload, arrival, kind);
  }

  private ShopRecord order(ShopKind kind, long arrival, long occurredAt, @Nullable String coupon) {
    String product = cart.isEmpty() ? "p" + products.sample(random) : cart.remove();
    int quantity = 1 - (int) Math.log1p(-random.nextDouble());
    ShopPayload payload =
        new ShopPayload.Order(
            id + "-" + made, userId, product, quantity, price(product), coupon, occurredAt);
    return new ShopRecord(ShopStream.ORDERS, userId, payload, arrival, kind);
  }

  /** A product always costs the same: between 1.00 and 200.99. */
  private static BigDecimal price(String product) {
    return BigDecimal.valueOf(100 + Math.floorMod(product.hashCode() * 0x9E3779B9, 20_000), 2);
  }

  private ShopPayload.Broken broken() {
    return switch (random.nextInt(4)) {
      case 0 -> new ShopPayload.Broken(new byte[0], false);
      case 1 ->
          new ShopPayload.Broken(
              ("{\"event_id\": \"" + id + "\"").getBytes(StandardCharsets.UTF_8), false);
      case 2 -> {
        byte[] noise = new byte[random.nextInt(1, 64)];
        random.nextBytes(noise);
        noise[0] |= 1;
        yield new ShopPayload.Broken(noise, false);
      }
      // says that five characters follow, and ends
      default -> new ShopPayload.Broken(new byte[] {10, 'a'}, true);
    };
  }
}
