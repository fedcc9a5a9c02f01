package io.freshet.schemas;

/**
 * What a feature view publishes, on its way through the sinks.
 *
 * <p>One form for all stores: they decode the same packed bytes, so what is logged is what is
 * served. The array is not copied; nobody may change it.
 *
 * @param kind what is published
 * @param key entity key, see {@link EntityKey}; for LAYOUT the view's name
 * @param packed ROW: the packed row; FORGET: the header of the last version of the key; LAYOUT: a
 *     {@link PublishedLayout} as UTF-8 JSON
 * @param arrivedAt when the oldest event reflected in the row arrived (Kafka's log-append time, UTC
 *     milliseconds); {@link #NO_ARRIVAL} where the row is no event's doing
 */
public record FeatureRow(Kind kind, String key, byte[] packed, long arrivedAt) {

  /** What a row says. */
  public enum Kind {
    /** The features of an entity. */
    ROW,
    /** The entity is forgotten: its online row goes, if it still has this version. */
    FORGET,
    /** How rows of the view are to be read. */
    LAYOUT
  }

  /** The {@code arrivedAt} of rows that no event caused. */
  public static final long NO_ARRIVAL = Long.MIN_VALUE;

  /** A feature row. */
  public static FeatureRow row(String key, byte[] packed, long arrivedAt) {
    return new FeatureRow(Kind.ROW, key, packed, arrivedAt);
  }

  /** The same row, known to be readable online since {@code availableAt}. */
  public FeatureRow availableAt(long availableAt) {
    return new FeatureRow(kind, key, PackedRow.withAvailableAt(packed, availableAt), arrivedAt);
  }
}
