package io.freshet.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of a packed row. All numbers are big-endian.
 *
 * <pre>
 * offset size
 *      0    1  format, {@value #FORMAT}
 *      1    8  layout fingerprint
 *      9    8  generation
 *     17    8  feature_timestamp, sign bit flipped
 *     25    8  sequence
 *     33    8  available_at, 0 while the row is not readable online
 *     41    .  values, see {@link RowCodec}
 * </pre>
 *
 * The 24 bytes from offset 9 are the version of a row: compared as unsigned bytes, the larger one
 * is the newer row.
 */
public final class PackedRow {
  /** The format written by this version. */
  public static final byte FORMAT = 2;

  /** Where the version begins. */
  public static final int VERSION_OFFSET = 9;

  /** Bytes of the version: generation, feature_timestamp, sequence. */
  public static final int VERSION_LENGTH = 24;

  /** Where {@code available_at} stands. */
  public static final int AVAILABLE_AT_OFFSET = 33;

  /** Bytes of the header. */
  public static final int HEADER_LENGTH = 41;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private PackedRow() {}

  /** Writes a header with {@code available_at} as given into the first bytes of {@code row}. */
  public static void writeHeader(
      byte[] row,
      long fingerprint,
      long generation,
      long featureTimestamp,
      long sequence,
      long availableAt) {
    row[0] = FORMAT;
    LONG.set(row, 1, fingerprint);
    LONG.set(row, 9, generation);
    LONG.set(row, 17, featureTimestamp ^ Long.MIN_VALUE);
    LONG.set(row, 25, sequence);
    LONG.set(row, AVAILABLE_AT_OFFSET, availableAt);
  }

  /**
   * Checks that {@code row} is a packed row of a known format.
   *
   * @throws MalformedRowException if it is not
   */
  public static void check(byte[] row) {
    if (row.length < HEADER_LENGTH) {
      throw new MalformedRowException(
          "a packed row has at least " + HEADER_LENGTH + " bytes, not " + row.length);
    }
    if (row[0] != FORMAT) {
      throw new MalformedRowException(
          "unknown row format " + row[0] + "; this reader knows " + FORMAT);
    }
  }

  /** Fingerprint of the layout that the row was written with. */
  public static long fingerprint(byte[] row) {
    return (long) LONG.get(row, 1);
  }

  /** Generation of the row. */
  public static long generation(byte[] row) {
    return (long) LONG.get(row, 9);
  }

  /** As-of time of the row, UTC milliseconds. */
  public static long featureTimestamp(byte[] row) {
    return (long) LONG.get(row, 17) ^ Long.MIN_VALUE;
  }

  /** Number of events applied to the key in this generation. */
  public static long sequence(byte[] row) {
    return (long) LONG.get(row, 25);
  }

  /** When the row became readable online, UTC milliseconds; 0 if it is not yet. */
  public static long availableAt(byte[] row) {
    return (long) LONG.get(row, AVAILABLE_AT_OFFSET);
  }

  /** A copy of {@code row} that says it became readable at {@code availableAt}. */
  public static byte[] withAvailableAt(byte[] row, long availableAt) {
    byte[] copy = row.clone();
    LONG.set(copy, AVAILABLE_AT_OFFSET, availableAt);
    return copy;
  }
}
