package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @TempDir private Path directory;

  @Test
  void theCheckoutIsFoundFromTheCode() {
    assertThat(Installation.brokerLib()).endsWith(Path.of("local-stack/broker/target/lib"));
    assertThat(Installation.registryJar().getFileName().toString())
        .startsWith("apicurio-registry-app");
  }

  @Test
  void missingJarsAreExplained() {
    String before = System.getProperty(Installation.BROKER_PROPERTY);
    System.setProperty(Installation.BROKER_PROPERTY, directory.toString());
    try {
      assertThatThrownBy(Installation::brokerLib)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("[NOT_BUILT]")
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("-Dfreshet.broker.lib=DIR");
    } finally {
      if (before == null) {
        System.clearProperty(Installation.BROKER_PROPERTY);
      } else {
        System.setProperty(Installation.BROKER_PROPERTY, before);
      }
    }
  }
}
