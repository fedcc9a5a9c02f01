package io.freshet.jobs.sql;

import java.util.Objects;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Keeps the last row that an operator gave. */
final class KeptOutput implements Output<StreamRecord<RowData>> {
  private @Nullable RowData row;

  /** The row, once. */
  RowData take() {
    RowData taken = Objects.requireNonNull(row, "a projection gives a row for each row");
    row = null;
    return taken;
  }

  @Override
  public void collect(StreamRecord<RowData> element) {
    row = element.getValue();
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> element) {
    throw new IllegalStateException("a projection has no side output");
  }

  @Override
  public void emitWatermark(Watermark mark) {}

  @Override
  public void emitWatermark(WatermarkEvent watermark) {}

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {}

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {}

  @Override
  public void close() {}
}
