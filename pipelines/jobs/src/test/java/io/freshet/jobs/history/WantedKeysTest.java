package io.freshet.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WantedKeysTest {
  private static final int KEYS = 50_000;

  @Test
  void everyKeyThatWasAddedIsFoundAndFewOthers() {
    WantedKeys keys = new WantedKeys();
    for (int i = 0; i < KEYS; i++) {
      keys.add("u" + i);
    }
    int others = 0;
    for (int i = 0; i < KEYS; i++) {
      assertThat(keys.mayContain("u" + i)).isTrue();
      others += keys.mayContain("v" + i) ? 1 : 0;
    }
    assertThat(others).isLessThan(KEYS / 10_000);
  }

  @Test
  void nothingIsFoundAmongNoKeys() {
    WantedKeys keys = new WantedKeys();
    assertThat(keys.pieces()).isEmpty();
    assertThat(keys.mayContain("")).isFalse();
  }

  @Test
  void piecesOfManyMakeOne() {
    WantedKeys all = new WantedKeys();
    for (int part = 0; part < 3; part++) {
      WantedKeys some = new WantedKeys();
      for (int i = part; i < 300; i += 3) {
        some.add("entity|" + i);
      }
      some.pieces().forEach(all::addAll);
    }
    for (int i = 0; i < 300; i++) {
      assertThat(all.mayContain("entity|" + i)).isTrue();
    }
  }
}
