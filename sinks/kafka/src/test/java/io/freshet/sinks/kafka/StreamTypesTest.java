package io.freshet.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.FeatureRow;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamTypesTest {

  @ParameterizedTest
  @ValueSource(classes = {FeatureRow.class, DeadLetter.class})
  void inputOfASinkAvoidsGenericSerialization(Class<?> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);

    // throws for a type, or a field of one, that has no serializer of its own
    assertThat(TypeInformation.of(type).createSerializer(config)).isNotNull();
  }
}
