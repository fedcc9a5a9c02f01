package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewNameTest {

  @Test
  void takesThePipelineFromTheNameOrTheOption() {
    assertThat(ViewName.parse("users", null)).isEqualTo(new ViewName(null, "users"));
    assertThat(ViewName.parse("shop/users", null)).isEqualTo(new ViewName("shop", "users"));
    assertThat(ViewName.parse("users", "shop")).isEqualTo(new ViewName("shop", "users"));
    assertThat(ViewName.parse("shop/users", "shop")).isEqualTo(new ViewName("shop", "users"));
  }

  @Test
  void refusesTwoPipelines() {
    assertThatThrownBy(() -> ViewName.parse("shop/users", "retail"))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("'shop'", "'retail'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/users", "shop/", "a/b/c"})
  void refusesWhatNamesNoView(String text) {
    assertThatThrownBy(() -> ViewName.parse(text, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("write VIEW or PIPELINE/VIEW");
  }
}
