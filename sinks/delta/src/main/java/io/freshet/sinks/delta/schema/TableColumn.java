package io.freshet.sinks.delta.schema;

import io.delta.kernel.types.DataType;

/** A column of a table. */
public record TableColumn(String name, DataType type, boolean nullable) {
  public static TableColumn required(String name, DataType type) {
    return new TableColumn(name, type, false);
  }

  public static TableColumn optional(String name, DataType type) {
    return new TableColumn(name, type, true);
  }

  /** As people write it: {@code clicks_7d bigint}. */
  public String describe() {
    return name + " " + type + (nullable ? "" : " not null");
  }
}
