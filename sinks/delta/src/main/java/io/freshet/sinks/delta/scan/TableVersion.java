package io.freshet.sinks.delta.scan;

import java.io.Serializable;

/** Which version of a table is read. */
public sealed interface TableVersion extends Serializable {
  /** The newest one. */
  TableVersion LATEST = new Latest();

  /** The newest version. */
  record Latest() implements TableVersion {}

  /** A version by number. */
  record Number(long version) implements TableVersion {}

  /** The version that was the newest one at a time, UTC milliseconds. */
  record Time(long millis) implements TableVersion {}
}
