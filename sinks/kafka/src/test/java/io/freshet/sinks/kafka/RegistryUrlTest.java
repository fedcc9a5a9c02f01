package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegistryUrlTest {

  @Test
  void credentialsAreTakenOut() {
    RegistryUrl url = RegistryUrl.parse("https://me:p@ss@host:8081/api/");

    assertThat(url.url()).isEqualTo("https://host:8081/api");
    assertThat(url.properties(Map.of("a", "b")))
        .containsEntry("basic.auth.credentials.source", "USER_INFO")
        .containsEntry("basic.auth.user.info", "me:p@ss")
        .containsEntry("a", "b");
  }

  @Test
  void addressWithoutCredentialsStays() {
    RegistryUrl url = RegistryUrl.parse("http://host/path@home");

    assertThat(url.url()).isEqualTo("http://host/path@home");
    assertThat(url.properties(Map.of())).isEmpty();
  }
}
