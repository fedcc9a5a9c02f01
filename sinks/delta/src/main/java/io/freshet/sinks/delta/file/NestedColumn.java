package io.freshet.sinks.delta.file;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Lists and maps in a Parquet file, in the form of Parquet's rules for them: {@code
 * name.list.element} and {@code name.key_value.key} and {@code .value}. Nothing inside of them is
 * NULL.
 *
 * <p>Beside each single value stand two levels. The definition says how much of its path is there:
 * 0 the column is NULL, 1 it is empty, 2 there is a value; one less in a column that is never NULL.
 * The repetition is 0 at the first value of a row and 1 at the others.
 *
 * @param type the column's type
 * @param nullable whether the column may be NULL
 * @param group name of the repeated group
 * @param parts what stands in the group
 */
record NestedColumn(Type type, boolean nullable, String group, List<Part> parts)
    implements ParquetColumn {
  /** More or less what an object takes. */
  private static final int BYTES_OF_SINGLE = 32;

  private static final String LIST = "list";
  private static final String ENTRIES = "key_value";

  /**
   * One of the columns that a list or map takes.
   *
   * @param leaf its single values
   * @param values those of a list or map, in order
   */
  record Part(Leaf leaf, Function<Object, Collection<?>> values) {}

  static NestedColumn of(TableColumn column, ArrayType type) {
    Leaf element = Leaves.of(TableColumn.required("element", type.getElementType()));
    Type list =
        Types.buildGroup(Leaves.repetition(column))
            .as(LogicalTypeAnnotation.listType())
            .addField(Types.repeatedGroup().addField(element.type()).named(LIST))
            .named(column.name());
    return new NestedColumn(
        list, column.nullable(), LIST, List.of(new Part(element, value -> (List<?>) value)));
  }

  static NestedColumn of(TableColumn column, MapType type) {
    Leaf key = Leaves.of(TableColumn.required("key", type.getKeyType()));
    Leaf value = Leaves.of(TableColumn.required("value", type.getValueType()));
    Type map =
        Types.buildGroup(Leaves.repetition(column))
            .as(LogicalTypeAnnotation.mapType())
            .addField(
                Types.repeatedGroup().addField(key.type()).addField(value.type()).named(ENTRIES))
            .named(column.name());
    return new NestedColumn(
        map,
        column.nullable(),
        ENTRIES,
        List.of(
            new Part(key, entries -> ((Map<?, ?>) entries).keySet()),
            new Part(value, entries -> ((Map<?, ?>) entries).values())));
  }

  /** Parquet finds out by itself. */
  @Override
  public boolean dictionary() {
    return true;
  }

  @Override
  public ColumnBuffer buffer(RowGroupColumns columns) {
    LeveledWriter[] outs =
        parts.stream()
            .map(part -> columns.nested(type.getName(), group, part.leaf().type().getName()))
            .map(LeveledWriter::new)
            .toArray(LeveledWriter[]::new);
    return new Buffer(this, outs, columns.held());
  }

  private static final class Buffer extends ColumnBuffer {
    private final NestedColumn column;
    private final LeveledWriter[] outs;
    private final int empty;
    private final Held held;
    private @Nullable Object[] values = new @Nullable Object[INITIAL_CAPACITY];

    Buffer(NestedColumn column, LeveledWriter[] outs, Held held) {
      this.column = column;
      this.outs = outs;
      this.empty = column.nullable() ? 1 : 0;
      this.held = held;
    }

    @Override
    void put(int row, Object value) {
      int place = place(row);
      values[place] = value;
      int singles = column.parts().get(0).values().apply(value).size();
      held.add(singles * column.parts().size() * BYTES_OF_SINGLE);
    }

    @Override
    void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void write(int place, int row, int nulls) {
      writeNulls(nulls);
      Object value = Objects.requireNonNull(values[place]);
      values[place] = null;
      for (int i = 0; i < outs.length; i++) {
        Part part = column.parts().get(i);
        Collection<?> singles = part.values().apply(value);
        if (singles.isEmpty()) {
          outs[i].writeNull(empty);
        }
        int repetition = 0;
        for (Object single : singles) {
          part.leaf().write(outs[i].at(repetition, empty + 1), single);
          repetition = 1;
        }
      }
    }

    @Override
    void endRows(int rowCount, int nulls) {
      writeNulls(nulls);
    }

    private void writeNulls(int number) {
      if (number > 0 && !column.nullable()) {
        throw new IllegalArgumentException(
            "A row has no value for '" + column.type().getName() + "', which must not be NULL");
      }
      for (LeveledWriter out : outs) {
        for (int i = 0; i < number; i++) {
          out.writeNull(0);
        }
      }
    }

    /** Parquet's own writers are asked for that all at once. */
    @Override
    void finish() {}

    /** As {@link #finish}. */
    @Override
    long size() {
      return 0;
    }
  }
}
