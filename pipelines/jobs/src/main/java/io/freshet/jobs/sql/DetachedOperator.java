package io.freshet.jobs.sql;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.generated.GeneratedClass;
import org.apache.flink.table.runtime.generated.GeneratedOperator;
import org.apache.flink.table.runtime.operators.TableStreamOperator;

/**
 * What the planner's projections are built on when they are to be called like functions, outside
 * any task: in the middle of an operator of ours, or where results are verified.
 *
 * <p>The planner has no other product for an expression than the source text of an operator. Its
 * superclass is the only tie to a task; put in place of it, this class needs none. Public because
 * generated classes have another package.
 */
@SuppressWarnings("NullAway") // an operator without a task has next to nothing
public abstract class DetachedOperator extends TableStreamOperator<RowData> {
  private static final long serialVersionUID = 1L;
  private static final String EXTENDS = " extends ";
  private static final String TASK_BOUND = EXTENDS + TableStreamOperator.class.getName();
  private static final String DETACHED = EXTENDS + DetachedOperator.class.getName();

  /** The generated operator on top of this class. */
  static GeneratedOperator<OneInputStreamOperator<RowData, RowData>> rebase(
      GeneratedClass<?> generated) {
    String code = generated.getCode();
    if (code.indexOf(TASK_BOUND) < 0 || code.indexOf(TASK_BOUND) != code.lastIndexOf(TASK_BOUND)) {
      throw new IllegalStateException(
          "Flink's planner made no operator of the known form; this version of Flink is not"
              + " supported");
    }
    return new GeneratedOperator<>(
        generated.getClassName(),
        code.replace(TASK_BOUND, DETACHED),
        generated.getReferences(),
        new Configuration());
  }

  /** Compiles a rebased operator and opens it. */
  static OneInputStreamOperator<RowData, RowData> start(
      GeneratedOperator<OneInputStreamOperator<RowData, RowData>> rebased,
      Output<StreamRecord<RowData>> output) {
    OneInputStreamOperator<RowData, RowData> operator =
        rebased.newInstance(
            DetachedOperator.class.getClassLoader(),
            rebased.getReferences(),
            null,
            null,
            output,
            null);
    try {
      operator.open();
    } catch (Exception e) {
      throw new IllegalStateException("The functions of an expression cannot be opened", e);
    }
    return operator;
  }

  @Override
  protected void setup(
      StreamTask<?, ?> task, StreamConfig config, Output<StreamRecord<RowData>> results) {
    output = results;
  }

  @Override
  protected void setProcessingTimeService(ProcessingTimeService service) {
    // expressions depend on no clock
  }

  @Override
  public void open() {
    // the superclasses look for a task
  }

  @Override
  public StreamingRuntimeContext getRuntimeContext() {
    return DetachedContext.create();
  }
}
