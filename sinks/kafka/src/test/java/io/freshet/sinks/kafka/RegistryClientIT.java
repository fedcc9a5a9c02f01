package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegistryClientIT {
  private static final String RECORD =
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"%s\"}]}";

  private final RegistryClient registry =
      new RegistryClient(TestingKafka.get().registryUrl() + "/", Map.of());

  @Test
  void registeredSchemaIsTheLatest() throws Exception {
    int id = registry.register("client-latest", RECORD.formatted("int"));

    assertThat(registry.latestSchema("client-latest")).isEqualTo(RECORD.formatted("int"));
    assertThat(registry.register("client-latest", RECORD.formatted("int"))).isEqualTo(id);
    registry.register("client-latest", RECORD.formatted("long"));
    assertThat(registry.latestSchema("client-latest")).isEqualTo(RECORD.formatted("long"));
  }

  @Test
  void missingSubjectIsNamed() {
    assertThatThrownBy(() -> registry.latestSchema("client-missing"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no subject 'client-missing'")
        .hasMessageContaining(registry.baseUrl());
  }

  @Test
  void incompatibleAndInvalidSchemasAreRefused() throws Exception {
    registry.register("client-refused", RECORD.formatted("int"));

    assertThatThrownBy(() -> registry.register("client-refused", RECORD.formatted("boolean")))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("incompatible");
    assertThatThrownBy(() -> registry.register("client-refused", "{\"type\":\"nothing\"}"))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("invalid");
  }

  @Test
  void credentialsNeverShow() {
    RegistryClient closed =
        new RegistryClient(
            "http://me:s3cret@127.0.0.1:1/api", Map.of("bearer.auth.token", "t0ken"));

    assertThat(closed.baseUrl()).isEqualTo("http://127.0.0.1:1/api");
    assertThatThrownBy(() -> closed.latestSchema("any"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("http://127.0.0.1:1/api")
        .satisfies(e -> assertThat(all(e)).doesNotContain("s3cret").doesNotContain("t0ken"));
  }

  private static String all(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = error; e != null; e = e.getCause()) {
      text.append(e);
    }
    return text.toString();
  }
}
