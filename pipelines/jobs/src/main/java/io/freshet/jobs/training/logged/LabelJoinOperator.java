package io.freshet.jobs.training.logged;

import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.jobs.training.wire.Section;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InputSelectable;
import org.apache.flink.streaming.api.operators.InputSelection;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds the labels of its entities, then takes rows, and in the end gives each label with the
 * newest row among those that were readable.
 */
@SuppressWarnings("NullAway.Init") // fields are set in open()
final class LabelJoinOperator extends AbstractStreamOperator<byte[]>
    implements TwoInputStreamOperator<byte[], byte[], byte[]>, InputSelectable, BoundedMultiInput {
  private static final long serialVersionUID = 1L;
  private static final int LABELS = 1;

  private final int view;
  private final ReadableBefore before;
  private final long maxAge;

  private transient LabelTimes times;
  private transient List<byte[]> labels;
  private transient @Nullable VersionedRow[] rows;
  private transient Leaks leaks;
  private transient ByteWriter section;
  private transient ByteWriter joined;
  private transient StreamRecord<byte[]> out;
  private transient boolean complete;

  /**
   * An operator.
   *
   * @param view number of the view in the set
   * @param maxAge milliseconds by which a row may be older than its label; {@link Long#MAX_VALUE}:
   *     any number
   */
  LabelJoinOperator(int view, ReadableBefore before, long maxAge) {
    this.view = view;
    this.before = before;
    this.maxAge = maxAge;
  }

  @Override
  public void open() throws Exception {
    super.open();
    times = new LabelTimes();
    labels = new ArrayList<>();
    section = new ByteWriter(256);
    joined = new ByteWriter(1024);
    out = new StreamRecord<>(null);
  }

  @Override
  public InputSelection nextSelection() {
    return complete ? InputSelection.SECOND : InputSelection.FIRST;
  }

  @Override
  public void processElement1(StreamRecord<byte[]> element) {
    byte[] label = element.getValue();
    ByteReader key = LabelRow.key(label, view);
    int length = key.readCount();
    if (length == 0) {
      section.clear();
      Section.begin(Section.State.NO_KEY, false, Section.UNKNOWN, Section.UNKNOWN, section);
      collect(label);
      return;
    }
    times.add(LabelRow.time(label), label, key.position(), length);
    labels.add(label);
  }

  @Override
  public void processElement2(StreamRecord<byte[]> element) {
    byte[] message = element.getValue();
    ByteReader in = RowMessage.key(message);
    int length = in.readCount();
    int entity = times.entities().find(message, in.position(), length);
    if (entity < 0) {
      return;
    }
    in.skip(length);
    if (RowMessage.kind(message) == RowMessage.ROW) {
      offer(entity, VersionedRow.read(in));
    } else {
      leaks.add(times.atOrAfter(entity, in.readLong()), in.readLong(), in.readLong());
    }
  }

  private void offer(int entity, VersionedRow row) {
    int slot = before.firstSlot(times, entity, row.available());
    int leaking = before.firstSlot(times, entity, row.featureTimestamp());
    if (leaking < slot) {
      leaks.add(leaking, row.available(), row.available() - row.featureTimestamp());
    }
    if (slot < times.end(entity)) {
      VersionedRow best = rows[slot];
      if (best == null || row.isNewerThan(best)) {
        rows[slot] = row;
      }
    }
  }

  @Override
  public void endInput(int input) {
    if (input == LABELS) {
      times.sort();
      rows = new @Nullable VersionedRow[times.size()];
      leaks = new Leaks(times.size());
      complete = true;
    } else {
      leaks.spread(times, before);
      for (int entity = 0; entity < times.entities().size(); entity++) {
        join(entity);
      }
    }
  }

  private void join(int entity) {
    VersionedRow best = null;
    for (int slot = times.begin(entity); slot < times.end(entity); slot++) {
      VersionedRow row = rows[slot];
      if (row != null && (best == null || row.isNewerThan(best))) {
        best = row;
      }
      section.clear();
      write(best, slot);
      collect(labels.get(times.label(slot)));
    }
  }

  private void write(@Nullable VersionedRow row, int slot) {
    if (row == null) {
      begin(Section.State.MISSING, slot, Section.UNKNOWN, Section.UNKNOWN);
      return;
    }
    boolean old = times.time(slot) - row.featureTimestamp() > maxAge;
    begin(
        old ? Section.State.TOO_OLD : Section.State.FOUND,
        slot,
        row.featureTimestamp(),
        row.available());
    if (!old) {
      row.writeFeatures(section);
    }
  }

  private void begin(Section.State state, int slot, long featureTimestamp, long available) {
    if (leaks.contains(slot)) {
      Section.beginLeaking(state, leaks.delay(slot), featureTimestamp, available, section);
    } else {
      Section.begin(state, false, featureTimestamp, available, section);
    }
  }

  private void collect(byte[] label) {
    output.collect(out.replace(LabelRow.with(label, section, joined)));
  }
}
