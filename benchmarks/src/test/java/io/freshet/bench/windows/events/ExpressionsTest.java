package io.freshet.bench.windows.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What the generator makes of the views' SQL. */
final class ExpressionsTest {
  private final ShopEvent event = new ShopEvent();

  @Test
  void allConditionsHaveToHold() {
    event.type = 2;
    event.product = 15;
    assertThat(Expressions.filter("event_type = 'purchase'").test(event)).isTrue();
    assertThat(Expressions.filter("event_type = 'purchase' AND category = 'c3'").test(event))
        .isTrue();
    assertThat(Expressions.filter("event_type = 'purchase' AND category = 'c4'").test(event))
        .isFalse();
  }

  @Test
  void anEventWithoutProductHasNoPrice() {
    event.type = 3;
    assertThat(Expressions.value("price * quantity").apply(event)).isNull();
    assertThat(Expressions.filter("category = 'c0'").test(event)).isFalse();
  }

  @Test
  void amountsAreDecimalsOfTwoDigits() {
    event.product = 1;
    event.quantity = 2;
    assertThat(Expressions.value("price * quantity").apply(event))
        .isEqualTo(new BigDecimal("160.36"));
  }

  @Test
  void whatItDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> Expressions.filter("price > 3")).hasMessageContaining("price > 3");
    assertThatThrownBy(() -> Expressions.value("price + 1")).hasMessageContaining("price + 1");
  }
}
