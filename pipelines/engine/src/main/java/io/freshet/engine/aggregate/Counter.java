package io.freshet.engine.aggregate;

/** A number of events or values. */
final class Counter {
  long count;
}
