package io.freshet.sinks.delta.file;

/** Counts the bytes of values that wait to be written, where they can be many. */
final class Held {
  private long bytes;

  void add(int length) {
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  void clear() {
    bytes = 0;
  }
}
