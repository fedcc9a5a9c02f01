package io.freshet.defs.plan;

import java.io.Serializable;

/** How a record's bytes become columns. */
public sealed interface Format extends Serializable {

  /**
   * Avro with the Confluent wire header; the writer's schema comes from the registry.
   *
   * @param schemaJson the schema that records are read with; its fields are the source's columns,
   *     in their order
   */
  record Avro(String schemaJson) implements Format {}

  /** One JSON object a record; members are matched to columns by name, others are ignored. */
  record Json() implements Format {}

  /** Comma-separated values (RFC 4180) whose first record names the columns. */
  record Csv() implements Format {}
}
