package io.freshet.jobs.sql;

import io.freshet.jobs.intake.SourceRow;
import io.freshet.jobs.letters.DeadLetters;
import io.freshet.schemas.DeadLetter.Reason;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Runs the planner's projection; a record that it cannot evaluate becomes a dead letter. */
final class GuardedProjection implements OneInputStreamOperator<RowData, RowData> {
  private static final long serialVersionUID = 1L;

  private final OneInputStreamOperator<RowData, RowData> projection;
  private final DeadLetters letters;

  GuardedProjection(
      OneInputStreamOperator<RowData, RowData> projection,
      String pipeline,
      String source,
      @Nullable String view,
      Output<StreamRecord<RowData>> output) {
    this.projection = projection;
    this.letters = new DeadLetters(pipeline, source, view, output, projection.getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    RowData row = element.getValue();
    try {
      projection.processElement(element);
    } catch (ExceptionInChainedOperatorException e) {
      throw e; // not the projection's failure
    } catch (RuntimeException e) {
      letters.refuse(
          row.getString(SourceRow.TOPIC).toString(),
          row.getInt(SourceRow.PARTITION),
          row.getLong(SourceRow.OFFSET),
          SourceRow.raw(row),
          Reason.EXPRESSION_FAILED,
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    projection.processWatermark(mark);
  }

  @Override
  public void processWatermark(org.apache.flink.runtime.event.WatermarkEvent watermark)
      throws Exception {
    projection.processWatermark(watermark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    projection.processWatermarkStatus(status);
  }

  @Override
  public void processLatencyMarker(LatencyMarker marker) throws Exception {
    projection.processLatencyMarker(marker);
  }

  @Override
  public void processRecordAttributes(RecordAttributes attributes) throws Exception {
    projection.processRecordAttributes(attributes);
  }

  @Override
  public void open() throws Exception {
    projection.open();
  }

  @Override
  public void finish() throws Exception {
    projection.finish();
  }

  @Override
  public void close() throws Exception {
    projection.close();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    projection.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
      throws Exception {
    return projection.snapshotState(checkpointId, timestamp, options, storage);
  }

  @Override
  public void initializeState(StreamTaskStateInitializer initializer) throws Exception {
    projection.initializeState(initializer);
  }

  @Override
  public void setKeyContextElement1(StreamRecord<?> record) throws Exception {
    projection.setKeyContextElement1(record);
  }

  @Override
  public void setKeyContextElement2(StreamRecord<?> record) throws Exception {
    projection.setKeyContextElement2(record);
  }

  @Override
  public void setKeyContextElement(StreamRecord<RowData> record) throws Exception {
    projection.setKeyContextElement(record);
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return projection.getMetricGroup();
  }

  @Override
  public OperatorID getOperatorID() {
    return projection.getOperatorID();
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    projection.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    projection.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void setCurrentKey(Object key) {
    projection.setCurrentKey(key);
  }

  @Override
  public Object getCurrentKey() {
    return projection.getCurrentKey();
  }
}
