package io.freshet.jobs.training.recomputed;

import io.freshet.jobs.history.AsOfRow;
import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.jobs.training.wire.Section;
import io.freshet.jobs.training.wire.Section.State;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.Field;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Appends to each label what was recomputed for it. */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class AnswerOperator extends AbstractStreamOperator<byte[]>
    implements OneInputStreamOperator<AsOfRow, byte[]> {
  private static final long serialVersionUID = 1L;

  private final RowLayout layout;
  private final List<Field> stored;
  private final long maxAge;

  private transient RowCodec codec;
  private transient int[] positions;
  private transient ByteWriter section;
  private transient ByteWriter joined;
  private transient StreamRecord<byte[]> out;

  /**
   * An operator.
   *
   * @param layout of the rows that come
   * @param columns what the view brings into the set
   * @param maxAge milliseconds by which the last change of an entity may be older than its label;
   *     {@link Long#MAX_VALUE}: any number
   */
  AnswerOperator(RowLayout layout, ViewColumns columns, long maxAge) {
    this.layout = layout;
    this.stored = columns.stored();
    this.maxAge = maxAge;
  }

  @Override
  public void open() throws Exception {
    super.open();
    codec = new RowCodec(layout);
    positions = stored.stream().mapToInt(layout.features()::indexOf).toArray();
    section = new ByteWriter(256);
    joined = new ByteWriter(1024);
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<AsOfRow> element) {
    AsOfRow answer = element.getValue();
    section.clear();
    write(answer.packed(), LabelRow.time(answer.asker()));
    output.collect(out.replace(LabelRow.with(answer.asker(), section, joined)));
  }

  private void write(byte[] row, long labelTime) {
    if (PackedRow.sequence(row) == 0) {
      Section.begin(State.MISSING, false, Section.UNKNOWN, Section.UNKNOWN, section);
      return;
    }
    long featureTimestamp = PackedRow.featureTimestamp(row);
    boolean old = labelTime - featureTimestamp > maxAge;
    Section.begin(
        old ? State.TOO_OLD : State.FOUND, false, featureTimestamp, Section.UNKNOWN, section);
    if (!old) {
      @Nullable Object[] values = codec.decode(row);
      for (int i = 0; i < positions.length; i++) {
        ValuePacker.pack(stored.get(i).type(), values[positions[i]], section);
      }
    }
  }
}
