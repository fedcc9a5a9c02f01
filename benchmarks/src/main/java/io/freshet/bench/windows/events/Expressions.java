package io.freshet.bench.windows.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what the benchmarks' views ask of an event, in plain Java: SQL projection is not what
 * is measured. Values are of the classes of {@link io.freshet.schemas.ValueType}.
 */
final class Expressions {
  private static final Pattern EQUALITY = Pattern.compile("\\s*(\\w+) = '(\\w+)'\\s*");

  private Expressions() {}

  /**
   * A filter: equalities of a column and a literal, joined by AND.
   *
   * @throws IllegalArgumentException if {@code sql} is something else
   */
  static Predicate<ShopEvent> filter(String sql) {
    List<Predicate<ShopEvent>> all = new ArrayList<>();
    for (String part : sql.split(" AND ")) {
      Matcher matcher = EQUALITY.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("a filter the generator does not know: " + sql);
      }
      String literal = matcher.group(2);
      all.add(
          switch (matcher.group(1)) {
            case "event_type" -> event -> event.typeName().equals(literal);
            case "category" -> event -> literal.equals(event.category());
            default -> throw new IllegalArgumentException("no column of a filter: " + part);
          });
    }
    return all.stream().reduce(Predicate::and).orElseThrow();
  }

  /**
   * A value.
   *
   * @throws IllegalArgumentException if {@code sql} is none of the few that are known
   */
  static Function<ShopEvent, @Nullable Object> value(String sql) {
    return switch (sql) {
      case "session_id" -> ShopEvent::sessionId;
      case "campaign" -> ShopEvent::campaign;
      case "product_id" -> ShopEvent::productId;
      case "price" -> ShopEvent::price;
      case "price * quantity" -> ShopEvent::amount;
      case "occurred_at" -> event -> event.time;
      case "reading" -> ShopEvent::reading;
      default -> throw new IllegalArgumentException("a value the generator does not know: " + sql);
    };
  }
}
