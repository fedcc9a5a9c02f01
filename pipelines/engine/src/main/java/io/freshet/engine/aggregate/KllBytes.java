package io.freshet.engine.aggregate;

import io.freshet.schemas.MalformedRowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/**
 * Reads the bytes of a KLL sketch. DataSketches takes what they say on trust, so it is checked
 * first.
 *
 * <p>They are a head with the parameters; the number of values, eight bytes at 8; the parameter k
 * again; the number of levels; where each level starts, four bytes each from 20 on; the smallest
 * and the largest value; and the values of all levels.
 */
final class KllBytes {
  private static final int COUNT_START = 8;
  private static final int LEVEL_COUNT = 18;
  private static final int LEVELS_START = 20;
  private static final int MOST_LEVELS = 50;

  private KllBytes() {}

  /**
   * Reads a sketch.
   *
   * @param k its parameter
   * @throws MalformedRowException if the bytes are none
   */
  static KllDoublesSketch read(byte[] bytes, int k) {
    try {
      checkHead(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), k);
      KllDoublesSketch sketch = KllDoublesSketch.heapify(Memory.wrap(bytes));
      check(sketch.getSerializedSizeBytes() == bytes.length);
      check(weight(sketch) == sketch.getN());
      return sketch;
    } catch (RuntimeException e) {
      throw new MalformedRowException("a sketch of " + bytes.length + " bytes that is none", e);
    }
  }

  private static void checkHead(ByteBuffer bytes, int k) {
    check(bytes.getInt(0) << 8 == (5 | 1 << 8 | 15 << 16) << 8);
    check((bytes.getLong(0) >>> 32) == (k | 8L << 16));
    check(bytes.getLong(COUNT_START) > 0 && bytes.getShort(16) == k);
    int levels = bytes.get(LEVEL_COUNT);
    check(levels >= 1 && levels <= MOST_LEVELS);
    int end = LEVELS_START + 4 * levels;
    int values = (bytes.limit() - end) / 8 - 2;
    int first = bytes.getInt(LEVELS_START);
    check(first >= 0 && values > 0);
    for (int at = LEVELS_START; at < end; at += 4) {
      int next = at + 4 == end ? first + values : bytes.getInt(at + 4);
      check(bytes.getInt(at) <= next);
    }
    for (int at = end; at < bytes.limit(); at += 8) {
      check(Double.isFinite(bytes.getDouble(at)));
    }
  }

  private static long weight(KllDoublesSketch sketch) {
    long weight = 0;
    QuantilesDoublesSketchIterator values = sketch.iterator();
    while (values.next()) {
      weight += values.getWeight();
    }
    return weight;
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new MalformedRowException("its parts do not fit together");
    }
  }
}
