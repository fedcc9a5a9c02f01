package io.freshet.sinks.delta.file;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Values that fit into a long.
 *
 * @param type their Parquet type
 * @param dictionary whether a dictionary pays
 * @param factor how many of the file's units make one of ours
 * @param toNumber the long of a value, in the file's units; of a double its bits
 * @param writer writes the long as what it is
 */
record NumberLeaf(
    PrimitiveType type,
    boolean dictionary,
    long factor,
    ToLongFunction<Object> toNumber,
    NumberWriter writer)
    implements Leaf {

  /** Writes a long as what it is. */
  interface NumberWriter {
    void write(SingleValues out, long number);
  }

  @Override
  public void write(SingleValues out, Object value) {
    writer.write(out, toNumber.applyAsLong(value));
  }

  @Override
  public ColumnBuffer buffer(FlatChunk chunk, Held held) {
    return new Buffer(this, chunk);
  }

  private static final class Buffer extends FlatBuffer {
    private final long factor;
    private final ToLongFunction<Object> toNumber;
    private final NumberWriter writer;
    private long[] numbers = new long[INITIAL_CAPACITY];

    Buffer(NumberLeaf leaf, FlatChunk chunk) {
      super(chunk);
      this.factor = leaf.factor();
      this.toNumber = leaf.toNumber();
      this.writer = leaf.writer();
    }

    @Override
    void putLong(int row, long value) {
      int place = place(row);
      numbers[place] = factor == 1 ? value : Math.multiplyExact(value, factor);
    }

    @Override
    void putUnscaled(int row, long unscaled) {
      int place = place(row);
      numbers[place] = unscaled;
    }

    @Override
    void putDouble(int row, double value) {
      int place = place(row);
      numbers[place] = Double.doubleToRawLongBits(value);
    }

    @Override
    void put(int row, Object value) {
      int place = place(row);
      numbers[place] = toNumber.applyAsLong(value);
    }

    @Override
    void grow(int capacity) {
      numbers = Arrays.copyOf(numbers, capacity);
    }

    @Override
    void write(int place, SingleValues out) {
      writer.write(out, numbers[place]);
    }
  }
}
