package io.freshet.jobs.training.labels;

import io.freshet.jobs.training.wire.Reports;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * Labels as streams.
 *
 * @param labels the labels, each a {@link io.freshet.jobs.training.wire.LabelRow}
 * @param index for each view times and keys of the labels, in blocks (see {@link
 *     io.freshet.jobs.training.wire.IndexBlock}), as far as they are few enough
 */
public record LabelStreams(DataStream<byte[]> labels, List<DataStream<byte[]>> index) {
  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  public LabelStreams {
    index = List.copyOf(index);
  }

  /**
   * Reads labels.
   *
   * @param indexed number of labels up to which times and keys are given
   */
  public static LabelStreams of(StreamExecutionEnvironment execution, LabelPlan plan, int indexed) {
    List<OutputTag<byte[]>> tags = new ArrayList<>();
    for (int view = 0; view < plan.keys().size(); view++) {
      tags.add(new OutputTag<>("index-" + view, BYTES));
    }
    List<byte[]> splits = plan.splits().stream().map(Reports::write).toList();
    int readers = Math.max(1, Math.min(splits.size(), execution.getParallelism()));
    DataStream<byte[]> source =
        execution.fromData(splits, BYTES).setParallelism(1).name("parts of labels");
    SingleOutputStreamOperator<byte[]> labels =
        source
            .rebalance()
            .transform("labels", BYTES, new LabelReadOperator(plan, tags, indexed))
            .setParallelism(readers);
    return new LabelStreams(
        labels, tags.stream().<DataStream<byte[]>>map(labels::getSideOutput).toList());
  }
}
