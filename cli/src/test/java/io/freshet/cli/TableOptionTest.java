package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.care.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableOptionTest {
  private static final List<TableName> TABLES =
      List.of(
          new TableName("retail", "users"),
          new TableName("shop", "dead-letters"),
          new TableName("shop", "users"));

  @Test
  void viewIsFoundWhereOnePipelineHasIt() {
    assertThat(choose("dead-letters")).isEqualTo(TABLES.get(1));
    assertThat(choose("shop/users")).isEqualTo(TABLES.get(2));
  }

  @Test
  void severalAreNamed() {
    assertThatThrownBy(() -> choose("users"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose one of retail/users, shop/users");
  }

  @Test
  void unknownTableIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> choose("shop/baskets"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "there is no table 'shop/baskets' below /var/freshet; there are retail/users,"
                + " shop/dead-letters, shop/users");
    assertThatThrownBy(
            () -> TableOption.choose(ViewName.parse("users", null), List.of(), "/var/freshet"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("and no other; check the environment");
  }

  private static TableName choose(String view) {
    return TableOption.choose(ViewName.parse(view, null), TABLES, "/var/freshet");
  }
}
