package io.freshet.sinks.redis.client;

/** What became of a row that should go. */
public enum ForgetResult {
  /** It is deleted. */
  DELETED,
  /** There was none. */
  ABSENT,
  /** A newer one is stored and stays. */
  NEWER
}
