package io.freshet.defs.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultKindTest {
  @Test
  void codesAreThoseThatWerePublished() throws IOException {
    List<String> published = Files.readAllLines(Path.of("src/test/resources/fault-codes.txt"));
    assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::code).sorted().toList())
        .isEqualTo(published);
  }

  @Test
  void aPlaceholderThatOccursTwiceTakesOneArgument() {
    assertThat(FaultKind.LIFETIME_WINDOW.message("hop"))
        .isEqualTo("a lifetime window has no 'hop'; remove 'hop', or give the window a size");
  }

  @Test
  void argumentsMustMatchThePlaceholders() {
    assertThatThrownBy(() -> FaultKind.LIFETIME_WINDOW.message())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FaultKind.LIFETIME_WINDOW.message("hop", "offset"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
