package io.freshet.serving.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets in as much as there is room for: answers of requests under way must not fill the memory.
 * Thread-safe.
 */
final class Gate {
  private final long room;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param room entities times features of all requests under way
   */
  Gate(long room) {
    this.room = room;
  }

  /** A ticket for a request that takes no room yet. */
  Ticket ticket() {
    return new Ticket();
  }

  /** What is taken now. */
  long taken() {
    return taken.get();
  }

  /** What one request takes, until it is closed. */
  final class Ticket implements AutoCloseable {
    private long mine;
    private boolean closed;

    /**
     * Takes room.
     *
     * @throws GatewayException if there is none left
     */
    synchronized void take(long values) {
      if (closed) {
        // its answer came too late, nobody waits for this one
        throw new GatewayException(ErrorCode.STORE_UNAVAILABLE, "The request is over");
      }
      if (taken.addAndGet(values) > room) {
        taken.addAndGet(-values);
        throw new GatewayException(
            ErrorCode.OVERLOADED,
            "The gateway has too much to do; try again, ask for less at a time, or start another");
      }
      mine += values;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        taken.addAndGet(-mine);
      }
    }
  }
}
