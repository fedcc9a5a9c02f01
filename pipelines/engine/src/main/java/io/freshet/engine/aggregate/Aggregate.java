package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * One function over values of one type. Immutable; the partial aggregates, of type {@code A}, are
 * mutable and belong to whoever created them.
 *
 * @param <A> what a partial aggregate holds
 */
public interface Aggregate<A> {

  /** A partial aggregate of nothing. */
  A create();

  /**
   * Adds an event.
   *
   * @param time its time
   * @param value its value, of the class that the input's type asks for; null for NULL
   */
  void add(A into, long time, @Nullable Object value);

  /** Adds all that {@code from} holds; {@code from} stays as it is and shares nothing mutable. */
  void merge(A into, A from);

  /**
   * Takes out what an earlier {@link #merge} or {@link #add} of the events in {@code part} put in.
   *
   * @return false if that cannot be done exactly; {@code from} is then of no more use and must be
   *     merged anew from what is left
   */
  boolean remove(A from, A part);

  /**
   * Whether {@code older} no longer matters to any window that covers it and {@code newer}: every
   * such window comes to the same without it.
   */
  default boolean replaces(A newer, A older) {
    return false;
  }

  /** The result; null for NULL. */
  @Nullable Object result(A state);

  /**
   * Writes a partial aggregate.
   *
   * @param base a time not far from those of its events, for short differences
   */
  void write(A state, ByteWriter out, long base);

  /**
   * Reads what {@link #write} wrote with the same {@code base}.
   *
   * @throws io.freshet.schemas.MalformedRowException if the bytes are no partial aggregate
   */
  A read(ByteReader in, long base);
}
