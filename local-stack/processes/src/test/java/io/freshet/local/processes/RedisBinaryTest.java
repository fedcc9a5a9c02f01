package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisBinaryTest {

  @Test
  void everyPlatformNamesABinaryThatTheLibraryHas() {
    for (String system : List.of("Linux", "Mac OS X")) {
      for (String architecture : List.of("amd64", "x86_64", "aarch64")) {
        assertThat(RedisBinary.resource(system, architecture))
            .map(name -> RedisBinary.class.getResource("/" + name))
            .isPresent();
      }
    }
  }

  @Test
  void otherPlatformsHaveNone() {
    assertThat(RedisBinary.resource("Linux", "riscv64")).isEqualTo(Optional.empty());
    assertThat(RedisBinary.resource("FreeBSD", "amd64")).isEqualTo(Optional.empty());
  }
}
