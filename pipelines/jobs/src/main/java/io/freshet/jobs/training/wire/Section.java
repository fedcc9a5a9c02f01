package io.freshet.jobs.training.wire;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;

/**
 * What a view's join found for a label, as bytes: the state, the times of the row if there is one,
 * and, if it counts, its packed values in the order of {@link ViewColumns#stored()}.
 */
public final class Section {

  /** What was found. */
  public enum State {
    /** A row. */
    FOUND,
    /** No row that was readable. */
    MISSING,
    /** A row that is older than the set allows; it counts as missing. */
    TOO_OLD,
    /** A NULL among the label's join keys. */
    NO_KEY;

    private static final State[] ALL = values();
  }

  /** A time that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final int LEAK = 0x10;
  private static final int STATE = 0x0F;

  private final State state;
  private final boolean leak;
  private final long leakDelay;
  private final long featureTimestamp;
  private final long availableAt;

  private Section(
      State state, boolean leak, long leakDelay, long featureTimestamp, long availableAt) {
    this.state = state;
    this.leak = leak;
    this.leakDelay = leakDelay;
    this.featureTimestamp = featureTimestamp;
    this.availableAt = availableAt;
  }

  /**
   * Begins a section; for a row that counts its packed values are written behind.
   *
   * @param leak whether a row of the entity with an as-of time before the label became readable
   *     only after it
   * @param featureTimestamp as-of time of the row, {@link #UNKNOWN} without one
   * @param availableAt when it became readable, {@link #UNKNOWN} without one or if it never was
   */
  public static void begin(
      State state, boolean leak, long featureTimestamp, long availableAt, ByteWriter out) {
    if (leak) {
      beginLeaking(state, UNKNOWN, featureTimestamp, availableAt, out);
    } else {
      out.writeByte(state.ordinal());
      out.writeLong(featureTimestamp);
      out.writeLong(availableAt);
    }
  }

  /**
   * Begins a section of a label to which a row would leak.
   *
   * @param leakDelay milliseconds from that row's as-of time until it became readable; {@link
   *     #UNKNOWN} if that is not known
   */
  public static void beginLeaking(
      State state, long leakDelay, long featureTimestamp, long availableAt, ByteWriter out) {
    out.writeByte(state.ordinal() | LEAK);
    out.writeLong(leakDelay);
    out.writeLong(featureTimestamp);
    out.writeLong(availableAt);
  }

  /** Reads a section up to its values. */
  public static Section read(ByteReader in) {
    int head = in.readByte();
    boolean leak = (head & LEAK) != 0;
    long leakDelay = leak ? in.readLong() : UNKNOWN;
    return new Section(State.ALL[head & STATE], leak, leakDelay, in.readLong(), in.readLong());
  }

  public State state() {
    return state;
  }

  public boolean leak() {
    return leak;
  }

  /** How long after its as-of time the row became readable that would leak, if that is known. */
  public long leakDelay() {
    return leakDelay;
  }

  public long featureTimestamp() {
    return featureTimestamp;
  }

  public long availableAt() {
    return availableAt;
  }
}
