package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a source's deduplication. */
public final class DeduplicateKeys {
  public static final Key KEY =
      Key.required(
          "key",
          Form.Single.SQL,
          "event_id",
          "What tells records apart: a column, or a SQL expression over the source's columns. A"
              + " record in which it is NULL is never a duplicate.");
  public static final Key WITHIN =
      Key.required(
          "within",
          Form.Single.DURATION,
          "1h",
          "For how long an id is remembered; memory grows with it.");

  public static final Shape SHAPE =
      new Shape(
          "Deduplicate",
          "section 'deduplicate'",
          "Which records are the same event.",
          List.of(KEY, WITHIN),
          Map.of());

  private DeduplicateKeys() {}
}
