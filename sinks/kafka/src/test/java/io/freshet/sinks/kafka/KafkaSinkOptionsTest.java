package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

final class KafkaSinkOptionsTest {
  private static final Map<String, String> KAFKA =
      Map.of("bootstrap.servers", "broker:9092", "sasl.jaas.config", "password=s3cret");

  @Test
  void textShowsNoSecrets() {
    KafkaSinkOptions options =
        KafkaSinkOptions.of(KAFKA, "http://me:s3cret@registry:8081")
            .withRegistry(Map.of("basic.auth.user.info", "me:s3cret"));

    assertThat(options.toString())
        .doesNotContain("s3cret")
        .contains("sasl.jaas.config")
        .contains("http://registry:8081");
  }

  @Test
  void rowsAreNeverPublishedWithoutGuarantee() {
    KafkaSinkOptions options = KafkaSinkOptions.of(KAFKA, "http://registry:8081");

    assertThat(options.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    assertThatThrownBy(() -> options.withGuarantee(DeliveryGuarantee.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bootstrapServersAreNeeded() {
    assertThatThrownBy(() -> KafkaSinkOptions.of(Map.of(), "http://registry:8081"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kafka.bootstrap.servers");
  }
}
