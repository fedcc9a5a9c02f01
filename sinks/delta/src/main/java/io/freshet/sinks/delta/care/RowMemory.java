package io.freshet.sinks.delta.care;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in memory, as bytes in a few large arrays. Not thread-safe. */
final class RowMemory {
  private static final int CHUNK = 1 << 20;

  /** Two numbers ahead of each row: its length, and that of its key. */
  private static final int HEADER = 2 * Integer.BYTES;

  /** A row's place, and the same again while they are sorted. */
  private static final int PLACE_BYTES = 2 * Long.BYTES;

  private final long budget;
  private final List<byte[]> chunks = new ArrayList<>();
  private long[] places = new long[1024];
  private int rows;
  private long reserved;
  private int end;

  RowMemory(long budget) {
    this.budget = Math.max(budget, 2 * CHUNK);
  }

  /** Whether a row of so many bytes finds room; the first one always does. */
  boolean hasRoom(int length) {
    boolean fits = !chunks.isEmpty() && end + HEADER + length <= last().length;
    long more = fits ? 0 : Math.max(CHUNK, HEADER + length);
    return rows == 0 || reserved + more + (long) PLACE_BYTES * rows <= budget;
  }

  void add(byte[] row, int length, int keyLength) {
    int size = HEADER + length;
    if (chunks.isEmpty() || end + size > last().length) {
      chunks.add(new byte[Math.max(CHUNK, size)]);
      reserved += last().length;
      end = 0;
    }
    if (rows == places.length) {
      places = Arrays.copyOf(places, 2 * rows);
    }
    places[rows++] = (long) (chunks.size() - 1) << Integer.SIZE | end;
    byte[] chunk = last();
    writeInt(chunk, end, length);
    writeInt(chunk, end + Integer.BYTES, keyLength);
    System.arraycopy(row, 0, chunk, end + HEADER, length);
    end += size;
  }

  /** The rows in their order. */
  RowRun sorted() {
    new PlaceSort(this::compare).sort(places, rows);
    return new Run();
  }

  /** Forgets all rows. */
  void clear() {
    chunks.clear();
    rows = 0;
    reserved = 0;
    end = 0;
  }

  private byte[] last() {
    return chunks.get(chunks.size() - 1);
  }

  private int compare(long left, long right) {
    byte[] leftBytes = chunk(left);
    byte[] rightBytes = chunk(right);
    int leftStart = (int) left + HEADER;
    int rightStart = (int) right + HEADER;
    return Arrays.compareUnsigned(
        leftBytes,
        leftStart,
        leftStart + keyLength(left),
        rightBytes,
        rightStart,
        rightStart + keyLength(right));
  }

  private byte[] chunk(long place) {
    return chunks.get((int) (place >>> Integer.SIZE));
  }

  private int length(long place) {
    return readInt(chunk(place), (int) place);
  }

  private int keyLength(long place) {
    return readInt(chunk(place), (int) place + Integer.BYTES);
  }

  private static void writeInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> Byte.SIZE * i);
    }
  }

  private static int readInt(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value |= (bytes[at + i] & 0xFF) << Byte.SIZE * i;
    }
    return value;
  }

  private final class Run implements RowRun {
    private int next;
    private long place;

    @Override
    public boolean next() {
      if (next == rows) {
        return false;
      }
      place = places[next++];
      return true;
    }

    @Override
    public byte[] bytes() {
      return chunk(place);
    }

    @Override
    public int start() {
      return (int) place + HEADER;
    }

    @Override
    public int keyLength() {
      return RowMemory.this.keyLength(place);
    }

    @Override
    public int length() {
      return RowMemory.this.length(place);
    }

    @Override
    public void close() {}
  }
}
