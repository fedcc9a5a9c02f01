package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.output.Windows;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Finds the values of one view for the labels of a set: the frame into which each {@link
 * TrainingMode} fits. It has checked, when it was made, that it can.
 */
public interface ViewJoin {

  /**
   * Appends to each label a {@link io.freshet.jobs.training.wire.Section}, and passes on none twice
   * and none that it was not given, in any order.
   *
   * @param execution the job that is being made
   * @param labels labels, each a {@link io.freshet.jobs.training.wire.LabelRow}, with a section for
   *     each view before this one
   * @param index times and keys of all labels for this view, in blocks, see {@link
   *     io.freshet.jobs.training.wire.IndexBlock}; of too many labels only the first ones
   */
  DataStream<byte[]> join(
      StreamExecutionEnvironment execution, DataStream<byte[]> labels, DataStream<byte[]> index);

  /** How far back the values reach and how complete they are. */
  Windows windows();

  /** Says in a manifest what is read, so that the same can be read again. */
  void describe(ObjectNode json);
}
