package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTextTest {

  @Test
  void aTerminalIsWrittenOver() {
    TestingConsole console = TestingConsole.terminal();
    try (LiveText live = new LiveText(console.console())) {
      live.show(List.of("one", "two"));
      live.show(List.of("three", "four"));
      live.say("stays");
    }
    assertThat(console.err())
        .isEqualTo("\r\033[Jone\ntwo\n\r\033[2A\033[Jthree\nfour\n\r\033[2A\033[Jstays\n");
  }

  @Test
  void aLineNeverWrapsAroundATerminal() {
    TestingConsole console = TestingConsole.terminal();
    try (LiveText live = new LiveText(console.console())) {
      live.show(List.of("x".repeat(200)));
    }
    assertThat(console.err()).contains("x".repeat(79) + "\n").doesNotContain("x".repeat(80));
  }

  @Test
  void elsewhereNothingIsWrittenOver() {
    TestingConsole console = TestingConsole.plain();
    try (LiveText live = new LiveText(console.console())) {
      live.show(List.of("too early"));
      live.say("stays");
    }
    assertThat(console.err()).isEqualTo("stays\n");
  }
}
