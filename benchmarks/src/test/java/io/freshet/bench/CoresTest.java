package io.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CoresTest {
  @Test
  void theLastOnesOfAListAreTaken() {
    assertThat(Cores.last(1, "0-3")).isEqualTo("3");
    assertThat(Cores.last(2, "0-3,8")).isEqualTo("3,8");
    assertThat(Cores.last(2, "0,2,5-6")).isEqualTo("5,6");
  }

  @Test
  void fewerAreTakenWhereThereAreFewer() {
    assertThat(Cores.last(2, "7")).isEqualTo("7");
  }
}
