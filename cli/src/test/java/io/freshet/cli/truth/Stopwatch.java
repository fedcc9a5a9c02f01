package io.freshet.cli.truth;

/** Prints what a step of a long test came to, and how long it took. Not thread-safe. */
final class Stopwatch {
  private final String test;
  private long lap = System.nanoTime();

  Stopwatch(String test) {
    this.test = test;
  }

  void lap(String step) {
    long now = System.nanoTime();
    System.out.printf("%s: %s, %.1f s%n", test, step, (now - lap) / 1e9);
    lap = now;
  }
}
