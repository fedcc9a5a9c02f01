package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    TestingConsole console = TestingConsole.plain();
    new TextTable("  ").row("a", "1", "x").row("long name", "22").print(console.outStream());
    assertThat(console.out()).isEqualTo("  a          1   x\n  long name  22\n");
  }
}
