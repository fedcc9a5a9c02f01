package io.freshet.jobs.sql;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.operators.CodeGenOperatorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a projection that turns a record whose expressions fail into a dead letter. The planner's
 * own operator would fail the task.
 */
public final class GuardedProjectionFactory extends AbstractStreamOperatorFactory<RowData>
    implements OneInputStreamOperatorFactory<RowData, RowData> {
  private static final long serialVersionUID = 1L;

  private final CodeGenOperatorFactory<RowData> generated;
  private final String pipeline;
  private final String source;
  private final @Nullable String view;

  /**
   * @param view the view that refuses such a record; null where no view can take it
   */
  public GuardedProjectionFactory(
      CodeGenOperatorFactory<RowData> generated,
      String pipeline,
      String source,
      @Nullable String view) {
    this.generated = generated;
    this.pipeline = pipeline;
    this.source = source;
    this.view = view;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<RowData>> T createStreamOperator(
      StreamOperatorParameters<RowData> parameters) {
    generated.setProcessingTimeService(processingTimeService);
    OneInputStreamOperator<RowData, RowData> projection =
        generated.createStreamOperator(parameters);
    return (T) new GuardedProjection(projection, pipeline, source, view, parameters.getOutput());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return GuardedProjection.class;
  }
}
