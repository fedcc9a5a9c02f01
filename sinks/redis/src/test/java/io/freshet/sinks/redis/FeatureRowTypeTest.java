package io.freshet.sinks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FeatureRowTypeTest {

  @Test
  void featureRowsAvoidGenericSerialization() throws Exception {
    TypeInformation<FeatureRow> type = TypeInformation.of(FeatureRow.class);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);

    TypeSerializer<FeatureRow> serializer = type.createSerializer(config);

    assertThat(type).isInstanceOf(PojoTypeInfo.class);
    for (FeatureRow row :
        new FeatureRow[] {
          TestingRows.row("a", 1), TestingRows.forget("b", 2), TestingRows.layout()
        }) {
      assertSame(serializer.copy(row), row);
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(row, out);
      assertSame(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())), row);
    }
  }

  private static void assertSame(FeatureRow actual, FeatureRow expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }
}
