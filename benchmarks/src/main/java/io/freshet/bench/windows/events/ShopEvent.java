package io.freshet.bench.windows.events;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An event of the generated shop, before a view has seen it. One object is filled again and again.
 *
 * <p>Its columns, as definitions name them, are those of {@link Expressions}.
 */
final class ShopEvent {
  /** The event types, in the order of {@link #type}. */
  static final String[] TYPES = {"page_view", "cart", "purchase", "login"};

  static final int PRODUCTS = 10_000;

  private static final int LOGIN = 3;
  private static final int CATEGORIES = 12;
  private static final int BASE = 36;
  private static final int DIGITS = 8;
  private static final int CAMPAIGNS = 200;

  /** Prime to 36^8, so that sessions have different names. */
  private static final long SPREAD = 1_500_450_271L;

  private static final long NAMES = (long) Math.pow(BASE, DIGITS);

  /** UTC milliseconds. */
  long time;

  int type;
  int session;
  int product;
  int quantity;

  String typeName() {
    return TYPES[type];
  }

  /** Nine characters. */
  String sessionId() {
    return sessionName(session);
  }

  private static String sessionName(int number) {
    char[] name = new char[DIGITS + 1];
    name[0] = 's';
    long rest = number * SPREAD % NAMES;
    for (int i = DIGITS; i > 0; i--) {
      name[i] = Character.forDigit((int) (rest % BASE), BASE);
      rest /= BASE;
    }
    return new String(name);
  }

  /** What brought the user: eight characters, one of some campaigns, a few of them large. */
  String campaign() {
    double drawn = (session * SPREAD % NAMES) / (double) NAMES;
    return sessionName((int) Math.pow(CAMPAIGNS, drawn)).substring(1);
  }

  /** Null for an event that is about no product. */
  @Nullable String productId() {
    return type == LOGIN ? null : "p" + product;
  }

  /** Null for an event that is about no product. */
  @Nullable String category() {
    return type == LOGIN ? null : "c" + product % CATEGORIES;
  }

  /** Null for an event that is about no product. */
  @Nullable BigDecimal price() {
    return type == LOGIN ? null : BigDecimal.valueOf(cents(), 2);
  }

  /** Price times quantity; null for an event that is about no product. */
  @Nullable BigDecimal amount() {
    return type == LOGIN ? null : BigDecimal.valueOf(cents() * quantity, 2);
  }

  /** A plain reading. */
  double reading() {
    return (cents() * quantity) / 100.0;
  }

  private long cents() {
    return 99 + product * 7919L % 49_900;
  }
}
