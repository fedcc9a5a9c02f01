package io.freshet.sinks.delta.file;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Values that are bytes: texts, binary, wide decimals.
 *
 * @param type their Parquet type
 * @param dictionary whether a dictionary pays
 * @param toBytes the bytes of a value, which do not change
 */
record BytesLeaf(PrimitiveType type, boolean dictionary, Function<Object, Binary> toBytes)
    implements Leaf {

  @Override
  public void write(SingleValues out, Object value) {
    out.write(toBytes.apply(value));
  }

  @Override
  public ColumnBuffer buffer(FlatChunk chunk, Held held) {
    return new Buffer(toBytes, chunk, held);
  }

  private static final class Buffer extends FlatBuffer {
    private final Function<Object, Binary> toBytes;
    private final Held held;
    private @Nullable Binary[] values = new @Nullable Binary[INITIAL_CAPACITY];

    Buffer(Function<Object, Binary> toBytes, FlatChunk chunk, Held held) {
      super(chunk);
      this.toBytes = toBytes;
      this.held = held;
    }

    @Override
    void putText(int row, byte[] bytes, int offset, int length) {
      // whoever keeps it for longer makes a copy: it is a part of a whole row
      hold(row, Binary.fromReusedByteArray(bytes, offset, length));
    }

    @Override
    void put(int row, Object value) {
      hold(row, toBytes.apply(value));
    }

    private void hold(int row, Binary value) {
      int place = place(row);
      values[place] = value;
      held.add(value.length());
    }

    @Override
    void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void write(int place, SingleValues out) {
      out.write(Objects.requireNonNull(values[place]));
      values[place] = null;
    }
  }
}
