package io.freshet.sinks.testing;

/** What a store holds after replays. */
public enum Guarantee {
  /** One row per key: the one with the largest version; forgotten keys are gone. */
  NEWEST_WINS,
  /** Every row once. */
  EXACTLY_ONCE,
  /** Every row, some more than once; the last one of each key is the last that was handed in. */
  AT_LEAST_ONCE
}
