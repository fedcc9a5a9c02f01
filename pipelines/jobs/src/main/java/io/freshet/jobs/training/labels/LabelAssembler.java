package io.freshet.jobs.training.labels;

import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.PackedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes labels of rows of packed values: reads time and keys, and gives columns the type that they
 * have in the set. Not thread-safe.
 */
final class LabelAssembler {
  private static final int NULL = 0;
  private static final int VALUE = 1;
  private static final long MICROS_PER_MILLI = 1_000;

  private final LabelPlan plan;
  private final TimeReader time;
  private final List<List<KeyReader>> readers = new ArrayList<>();
  private final List<ByteWriter> keys = new ArrayList<>();
  private final ByteWriter columns = new ByteWriter(256);
  private final List<Optional<KeyReader>> typed = new ArrayList<>();
  private final boolean asRead;
  private long current;

  LabelAssembler(LabelPlan plan) {
    this.plan = plan;
    this.time = TimeReader.of(type(plan.time())).orElseThrow();
    for (List<LabelPlan.KeyColumn> view : plan.keys()) {
      readers.add(
          view.stream()
              .map(key -> KeyReader.of(type(key.position()), key.key()).orElseThrow())
              .toList());
      keys.add(new ByteWriter(32));
    }
    this.asRead = plan.read().equals(plan.set());
    for (int i = 0; i < plan.read().size(); i++) {
      typed.add(typed(i));
    }
  }

  private PackedType type(int position) {
    return plan.read().get(position).type();
  }

  /** How the value of a column is read whose type in the set is that of a join key. */
  private Optional<KeyReader> typed(int position) {
    if (type(position).equals(plan.set().get(position).type())) {
      return Optional.empty();
    }
    for (List<LabelPlan.KeyColumn> view : plan.keys()) {
      for (LabelPlan.KeyColumn key : view) {
        Field field = key.key();
        if (key.position() == position
            && PackedType.of(field.type()).equals(plan.set().get(position).type())) {
          return KeyReader.of(type(position), field);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a label.
   *
   * @param row packed values of all columns
   * @param offsets where each begins, and where the last one ends
   * @param out gets the {@link LabelRow}
   */
  void assemble(byte[] row, int[] offsets, ByteWriter out) throws LabelFaultException {
    ByteReader in = new ByteReader(row, offsets[plan.time()]);
    if (in.readByte() == NULL) {
      throw new LabelFaultException("column '" + name(plan.time()) + "' has no time");
    }
    try {
      current = time.read(in);
    } catch (LabelFaultException e) {
      throw at(plan.time(), e);
    }
    for (int view = 0; view < keys.size(); view++) {
      readKey(view, in, offsets);
    }
    if (asRead) {
      columns.clear();
      int begin = offsets[0];
      columns.writeRaw(row, begin, offsets[offsets.length - 1] - begin);
    } else {
      convert(row, in, offsets);
    }
    out.clear();
    LabelRow.write(current, keys, columns, out);
  }

  private void readKey(int view, ByteReader in, int[] offsets) throws LabelFaultException {
    ByteWriter key = keys.get(view);
    key.clear();
    List<LabelPlan.KeyColumn> parts = plan.keys().get(view);
    for (int i = 0; i < parts.size(); i++) {
      int position = parts.get(i).position();
      in.position(offsets[position]);
      if (in.readByte() == NULL) {
        key.clear();
        return;
      }
      key.writeByte(VALUE);
      try {
        readers.get(view).get(i).read(in, key);
      } catch (LabelFaultException e) {
        throw at(position, e);
      }
    }
  }

  private void convert(byte[] row, ByteReader in, int[] offsets) throws LabelFaultException {
    columns.clear();
    for (int i = 0; i < typed.size(); i++) {
      in.position(offsets[i]);
      Optional<KeyReader> reader = typed.get(i);
      boolean same = plan.read().get(i).type().equals(plan.set().get(i).type());
      if (same || in.readByte() == NULL) {
        columns.writeRaw(row, offsets[i], offsets[i + 1] - offsets[i]);
      } else if (reader.isPresent()) {
        columns.writeByte(VALUE);
        reader.get().read(in, columns);
      } else {
        columns.writeByte(VALUE);
        columns.writeLong(Math.multiplyExact(current, MICROS_PER_MILLI));
      }
    }
  }

  private LabelFaultException at(int position, LabelFaultException fault) {
    return new LabelFaultException("column '" + name(position) + "': " + fault.getMessage());
  }

  private String name(int position) {
    return plan.read().get(position).name();
  }

  /** Time of the label made last. */
  long time() {
    return current;
  }

  /** Key of the label made last for a view; of no bytes where one of them is NULL. */
  ByteWriter key(int view) {
    return keys.get(view);
  }
}
