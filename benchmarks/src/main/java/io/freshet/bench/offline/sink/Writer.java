package io.freshet.bench.offline.sink;

import java.util.Arrays;
import java.util.Locale;

/** Who writes the rows. */
enum Writer {
  /** The product's sink, in a Flink job. */
  FRESHET,
  /** Delta Kernel alone. */
  KERNEL;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Writer of(String label) {
    return Arrays.stream(values())
        .filter(writer -> writer.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no writer '" + label + "'"));
  }
}
