package io.freshet.sinks.delta;

import io.delta.kernel.types.DataType;

/** A column of a table. */
record TableColumn(String name, DataType type, boolean nullable) {
  static TableColumn required(String name, DataType type) {
    return new TableColumn(name, type, false);
  }

  static TableColumn optional(String name, DataType type) {
    return new TableColumn(name, type, true);
  }

  /** As people write it: {@code clicks_7d bigint}. */
  String describe() {
    return name + " " + type + (nullable ? "" : " not null");
  }
}
