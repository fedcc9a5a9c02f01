package io.freshet.sinks.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class S3PropertyTest {
  private static final Path PAGE = Path.of("../../docs/guides/s3.md");

  @Test
  void propertiesAreThoseOfHadoop() {
    Configuration hadoop = new Configuration(false);

    S3Property.apply(
        Map.of(
            "s3.endpoint", "http://store",
            "s3.access-key", "id",
            "s3.secret-key", "secret",
            "fs.s3a.threads.max", "7"),
        hadoop);

    assertThat(hadoop.get("fs.s3a.endpoint")).isEqualTo("http://store");
    assertThat(hadoop.get("fs.s3a.access.key")).isEqualTo("id");
    assertThat(hadoop.get("fs.s3a.secret.key")).isEqualTo("secret");
    assertThat(hadoop.get("fs.s3a.threads.max")).isEqualTo("7");
    assertThat(hadoop.get("fs.s3a.path.style.access")).isEqualTo("true");
    assertThat(hadoop.get("fs.s3a.endpoint.region")).isEqualTo("us-east-1");
  }

  @Test
  void withoutEndpointAmazonIsFoundOut() {
    Configuration hadoop = new Configuration(false);

    S3Property.apply(Map.of("s3.endpoint.region", "eu-west-1"), hadoop);

    assertThat(hadoop.get("fs.s3a.endpoint.region")).isEqualTo("eu-west-1");
    assertThat(hadoop.get("fs.s3a.path.style.access")).isNull();
  }

  @Test
  void whatIsStatedIsStrongerThanWhatFollows() {
    Configuration hadoop = new Configuration(false);

    S3Property.apply(
        Map.of(
            "s3.endpoint", "http://store",
            "s3.endpoint.region", "garage",
            "s3.path.style.access", "false"),
        hadoop);

    assertThat(hadoop.get("fs.s3a.path.style.access")).isEqualTo("false");
    assertThat(hadoop.get("fs.s3a.endpoint.region")).isEqualTo("garage");
  }

  @Test
  void unknownPropertyIsNamed() {
    assertThatThrownBy(() -> S3Property.check(Map.of("s3.acces-key", "hunter2")))
        .hasMessageContaining("no property 's3.acces-key'")
        .hasMessageContaining("s3.access-key")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void flagsAreTrueOrFalse() {
    assertThatThrownBy(() -> S3Property.check(Map.of("single_writer", "yes")))
        .hasMessageContaining("'single_writer' is neither true nor false");
  }

  @Test
  void halfAKeyIsAFault() {
    assertThatThrownBy(() -> S3Property.check(Map.of("s3.access-key", "id")))
        .hasMessageContaining("'s3.access-key' and 's3.secret-key'");
    assertThatNoException()
        .isThrownBy(
            () -> S3Property.check(Map.of("s3.access-key", "id", "s3.secret-key", "secret")));
  }

  @Test
  void thePageHasThemAll() throws Exception {
    String page = Files.readString(PAGE);

    for (S3Property property : S3Property.values()) {
      assertThat(page)
          .contains(
              "| `%s` | %s | %s |"
                  .formatted(property.key(), property.fallback(), property.description()));
    }
  }
}
