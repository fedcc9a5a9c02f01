package io.freshet.jobs.training.output;

import io.freshet.jobs.training.report.SetTally;
import io.freshet.jobs.training.report.ViewTally;
import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.jobs.training.wire.Section;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.PackedType;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a set of joined labels: the packed values of all columns, with the empty-window
 * values where there is no row, and ages as of the label's time. Counts on the way. Not
 * thread-safe.
 */
final class RowMaker {
  private static final long MICROS_PER_MILLI = 1_000;

  private final List<ViewColumns> views;
  private final boolean withTimes;
  private final boolean inclusive;
  private final SetTally tally;
  private final View[] parts;
  private final long[] incomplete;
  private final ByteWriter row = new ByteWriter(1024);

  /** A view, its values of the label at hand and what is constant of it. */
  private static final class View {
    final ViewColumns columns;
    final PackedType[] types;
    final Windows windows;
    final byte[][] values;
    final int[] begins;
    final int[] lengths;

    View(ViewColumns columns, Windows windows) {
      this.columns = columns;
      this.windows = windows;
      int size = columns.stored().size();
      types = new PackedType[size];
      for (int i = 0; i < size; i++) {
        types[i] = columns.type(i);
      }
      values = new byte[size][];
      begins = new int[size];
      lengths = new int[size];
    }

    void takeEmpty() {
      for (int i = 0; i < types.length; i++) {
        values[i] = columns.empty().get(i);
        begins[i] = 0;
        lengths[i] = values[i].length;
      }
    }

    void take(ByteReader in) {
      for (int i = 0; i < types.length; i++) {
        values[i] = in.bytes();
        begins[i] = in.position();
        ValuePacker.skip(types[i], in);
        lengths[i] = in.position() - begins[i];
      }
    }

    boolean isNull(int position) {
      return values[position][begins[position]] == 0;
    }

    boolean isEmpty(int position) {
      byte[] empty = columns.empty().get(position);
      return Arrays.equals(
          values[position],
          begins[position],
          begins[position] + lengths[position],
          empty,
          0,
          empty.length);
    }
  }

  RowMaker(SetOutput set, SetTally tally) {
    this.views = set.views();
    this.withTimes = set.withTimes();
    this.inclusive = set.inclusive();
    this.tally = tally;
    this.parts = new View[views.size()];
    this.incomplete = new long[views.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new View(views.get(i), set.windows().get(i));
    }
  }

  /** The packed values of all columns of the set; good until the next call. */
  ByteWriter make(byte[] label) {
    row.clear();
    long time = LabelRow.time(label);
    ByteReader in = LabelRow.columns(label, views.size());
    int length = in.readCount();
    row.writeRaw(label, in.position(), length);
    in.skip(length);
    boolean leak = false;
    for (int i = 0; i < parts.length; i++) {
      int end = in.readCount() + in.position();
      Section section = Section.read(in);
      leak |= section.leak();
      incomplete[i] = add(parts[i], tally.view(i), time, section, in);
      in.position(end);
    }
    tally.row(time, leak, incomplete);
    return row;
  }

  /** Adds the columns of a view; gives the number of values that are incomplete. */
  private long add(View view, ViewTally counts, long time, Section section, ByteReader in) {
    boolean found = section.state() == Section.State.FOUND;
    if (found) {
      view.take(in);
      counts.age(time - section.featureTimestamp());
      if (isFuture(section.availableAt(), time)) {
        counts.future();
      }
    } else {
      view.takeEmpty();
    }
    switch (section.state()) {
      case FOUND -> {}
      case MISSING -> counts.missing();
      case TOO_OLD -> counts.tooOld();
      case NO_KEY -> counts.withoutKey();
    }
    if (section.leak()) {
      counts.leak();
      if (section.leakDelay() != Section.UNKNOWN) {
        counts.leakDelay(section.leakDelay());
      }
    }
    if (withTimes) {
      writeTime(found ? section.featureTimestamp() : Section.UNKNOWN);
      writeTime(found ? section.availableAt() : Section.UNKNOWN);
    }
    long asOf = found ? section.featureTimestamp() : time;
    List<ViewColumns.Output> output = view.columns.output();
    long missingEvents = 0;
    for (int i = 0; i < output.size(); i++) {
      ViewColumns.Output column = output.get(i);
      int position = column.position();
      Long unit = column.ageUnit();
      if (unit == null) {
        row.writeRaw(view.values[position], view.begins[position], view.lengths[position]);
      } else {
        writeAge(view, position, time, unit);
      }
      boolean isIncomplete = view.windows.isIncomplete(position, asOf);
      missingEvents += isIncomplete ? 1 : 0;
      counts.value(i, !view.isNull(position), view.isEmpty(position), isIncomplete);
    }
    return missingEvents;
  }

  /** Whether a row was not readable yet: what joins must never let happen. */
  private boolean isFuture(long availableAt, long time) {
    return availableAt != Section.UNKNOWN && (inclusive ? availableAt > time : availableAt >= time);
  }

  private void writeTime(long millis) {
    if (millis == Section.UNKNOWN) {
      row.writeByte(0);
    } else {
      row.writeByte(1);
      row.writeLong(Math.multiplyExact(millis, MICROS_PER_MILLI));
    }
  }

  private void writeAge(View view, int position, long time, long unit) {
    ByteReader value = new ByteReader(view.values[position], view.begins[position]);
    @Nullable Long timestamp = ValuePacker.readMillis(value);
    if (timestamp == null) {
      row.writeByte(0);
    } else {
      row.writeByte(1);
      row.writeLong(Math.floorDiv(time - timestamp, unit));
    }
  }
}
