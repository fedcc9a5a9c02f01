package io.freshet.serving;

/** What is known of a value that was read. The first that holds, in this order. */
public enum ValueStatus {
  /**
   * The entity has no row: it was never seen, or has been forgotten. The value is what the view
   * publishes of an entity without events.
   */
  MISSING_ENTITY,

  /**
   * The row is older than was asked for, or from a time before the feature was defined; the value
   * is then that of an entity without events.
   */
  OUTDATED,

  /** The value is NULL. */
  NULL,

  /** Events may be missing in it: the pipeline has not counted for as long as the window is. */
  INCOMPLETE,

  /** Nothing is to be said against it. */
  PRESENT
}
