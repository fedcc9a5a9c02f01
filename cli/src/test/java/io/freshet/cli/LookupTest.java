package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.env.Environment;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupTest {
  private static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "baskets",
          List.of(new Field("user_id", ValueType.STRING), new Field("shop", ValueType.BIGINT)),
          List.of());

  @Test
  void keysMayComeInAnyOrder() {
    assertThat(Lookup.key(LAYOUT, Map.of("shop", "7", "user_id", "a|b"))).isEqualTo("a\\|b|7");
  }

  @Test
  void otherKeysAreRefusedWithTheRightOnes() {
    assertThatThrownBy(() -> Lookup.key(LAYOUT, Map.of("user", "u1")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("keyed by user_id, shop", "not by user", "user_id=... shop=...");
  }

  @Test
  void aValueMustFitItsType() {
    assertThatThrownBy(() -> Lookup.key(LAYOUT, Map.of("user_id", "u1", "shop", "seven")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'seven'", "BIGINT", "'shop'");
  }

  @Test
  void anOnlineStoreIsNeeded() {
    Environment nothing = new Environment(null, null, null, null, Map.of());
    assertThatThrownBy(() -> Lookup.in(nothing))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("add online: {uri:");
  }
}
