package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.FeatureRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DeltaSinkTest {
  @Test
  void operatorsKeepTheirUids() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    TestingRows rows = new TestingRows("clicks", 1);
    DeltaSinkOptions options = DeltaSinkOptions.of("/nowhere");

    DeltaSink.append(environment.fromData(rows.row(0)), rows.layout(), options);
    DeltaSink.appendDeadLetters(letters(environment), "shop", options);

    List<StreamNode> nodes = List.copyOf(environment.getStreamGraph().getStreamNodes());
    assertThat(nodes)
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "clicks/delta-writer",
            "clicks/delta-committer",
            "dead-letters/delta-writer",
            "dead-letters/delta-committer");
    assertThat(nodes)
        .filteredOn(node -> node.getOperatorName().endsWith("committer"))
        .hasSize(2)
        .allSatisfy(
            node -> {
              assertThat(node.getParallelism()).isEqualTo(1);
              assertThat(node.getMaxParallelism()).isEqualTo(1);
              assertThat(node.getInEdges().get(0).getPartitioner().isSupportsUnalignedCheckpoint())
                  .isFalse();
            });
  }

  @Test
  void nothingOnTheStreamsNeedsKryo() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    TestingRows rows = new TestingRows("clicks", 1);
    DeltaSink.append(environment.fromData(rows.row(0)), rows.layout(), DeltaSinkOptions.of("/no"));

    environment
        .getStreamGraph()
        .getStreamNodes()
        .forEach(
            node -> {
              if (node.getTypeSerializerOut() != null) {
                assertThat(node.getTypeSerializerOut().getClass().getName()).doesNotContain("kryo");
              }
            });
    assertThat(TypeInformation.of(FeatureRow.class)).isInstanceOf(PojoTypeInfo.class);
    assertThat(TypeInformation.of(DeadLetter.class)).isInstanceOf(PojoTypeInfo.class);
  }

  private static DataStream<DeadLetter> letters(StreamExecutionEnvironment environment) {
    DeadLetter letter = new DeadLetter("shop", "s", null, "t", 0, 0, "too_late", "", null, 0);
    return environment.fromData(List.of(letter), TypeInformation.of(DeadLetter.class));
  }
}
