package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.intake.PartitionState;
import io.freshet.jobs.intake.SourceWord;
import io.freshet.jobs.source.RawRecord;
import io.freshet.jobs.verify.ReplayedEvent;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.schemas.ArchivedRecord;
import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.FeatureRow;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        RawRecord.class,
        PartitionState.class,
        SourceWord.class,
        KeyedEvent.class,
        ReplayedEvent.class,
        FeatureRow.class,
        DeadLetter.class,
        ArchivedRecord.class
      })
  void everyTypeOnAStreamIsSerializedWithoutKryo(Class<?> type) {
    TypeInformation<?> information = TypeInformation.of(type);
    SerializerConfigImpl noGenericTypes = new SerializerConfigImpl();
    noGenericTypes.setGenericTypes(false);

    assertThat(information).isInstanceOf(PojoTypeInfo.class);
    assertThat(information.createSerializer(noGenericTypes)).isNotNull();
  }
}
