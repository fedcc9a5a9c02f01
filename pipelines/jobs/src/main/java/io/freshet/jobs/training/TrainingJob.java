package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.labels.LabelPlan;
import io.freshet.jobs.training.labels.LabelStreams;
import io.freshet.jobs.training.output.SetOutput;
import io.freshet.jobs.training.output.SetWriteOperator;
import io.freshet.jobs.training.report.LabelFaults;
import io.freshet.jobs.training.report.RowDigest;
import io.freshet.jobs.training.report.SetTally;
import io.freshet.jobs.training.report.TaskReport;
import io.freshet.jobs.training.report.Written;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The Flink job that writes the rows of a set. */
final class TrainingJob {
  private TrainingJob() {}

  /**
   * Runs the job.
   *
   * @param name of the job
   * @param joins one for each view
   * @return what was written in all
   * @throws JobException if labels are at fault; it names the first ones
   */
  static Written run(
      String name,
      Environment environment,
      TrainingOptions options,
      LabelPlan plan,
      List<ViewJoin> joins,
      SetOutput set) {
    StreamExecutionEnvironment execution =
        StreamExecutionEnvironment.getExecutionEnvironment(
            TrainingSettings.of(environment, options));
    LabelStreams streams = LabelStreams.of(execution, plan, options.labelsInMemory());
    DataStream<byte[]> labels = streams.labels();
    for (int view = 0; view < joins.size(); view++) {
      labels = joins.get(view).join(execution, labels, streams.index().get(view));
    }
    labels
        .transform(
            "write",
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            new SetWriteOperator(set))
        .sinkTo(new DiscardingSink<>());
    LabelFaults faults = new LabelFaults();
    Written written = new Written(List.of(), new SetTally(set.views()), new RowDigest());
    for (TaskReport report : TaskReport.of(execute(execution, name))) {
      if (report.faults() != null) {
        faults.addAll(report.faults());
      }
      if (report.written() != null) {
        written = written.with(report.written());
      }
    }
    if (faults.count() > 0) {
      throw new JobException(words(plan, faults));
    }
    return written;
  }

  private static JobExecutionResult execute(StreamExecutionEnvironment execution, String name) {
    try {
      return execution.execute(name);
    } catch (Exception e) {
      throw new TrainingFailedException(
          "The job that makes the training set failed; nothing was written", e);
    }
  }

  private static String words(LabelPlan plan, LabelFaults faults) {
    List<String> lines = new ArrayList<>(faults.first());
    if (faults.count() > lines.size()) {
      lines.add("... and " + (faults.count() - lines.size()) + " more");
    }
    lines.add(
        "The labels "
            + plan.path()
            + " have "
            + faults.count()
            + " faults; nothing was written. Correct or leave out these rows");
    return String.join("\n", lines);
  }
}
