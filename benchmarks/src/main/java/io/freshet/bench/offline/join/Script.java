package io.freshet.bench.offline.join;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Texts that stand beside this class, with gaps to be filled: <code>${NAME}</code>. */
final class Script {
  private Script() {}

  /**
   * A text.
   *
   * @throws IllegalArgumentException if a gap is left
   */
  static String of(String name, Map<String, String> values) throws IOException {
    String text;
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    int gap = text.indexOf("${");
    if (gap >= 0) {
      throw new IllegalArgumentException(
          name + " has a gap: " + text.substring(gap, text.indexOf('}', gap) + 1));
    }
    return text;
  }
}
