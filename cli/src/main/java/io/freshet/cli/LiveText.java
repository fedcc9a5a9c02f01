package io.freshet.cli;

import java.time.Duration;
import java.util.List;

/**
 * Some lines that change: written over on a terminal; elsewhere the first of them is printed every
 * second. Not thread-safe.
 */
final class LiveText implements AutoCloseable {
  private static final long LINE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String ERASE_BELOW = "\033[J";

  private final Console console;
  private int drawn;
  private long printed = System.nanoTime();

  LiveText(Console console) {
    this.console = console;
  }

  /** Shows what is now. */
  void show(List<String> lines) {
    if (console.live()) {
      draw(lines);
    } else if (System.nanoTime() - printed >= LINE_NANOS) {
      printed = System.nanoTime();
      console.say(String.join("  ", lines));
    }
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(up());
    for (String line : lines) {
      text.append(line, 0, Math.min(line.length(), console.width() - 1)).append('\n');
    }
    drawn = lines.size();
    console.err().print(text);
    console.err().flush();
  }

  /** Prints a line that stays, above those that change. */
  void say(String line) {
    erase();
    console.say(line);
  }

  private void erase() {
    if (drawn > 0) {
      console.err().print(up());
      drawn = 0;
    }
  }

  private String up() {
    return "\r" + (drawn > 0 ? "\033[" + drawn + "A" : "") + ERASE_BELOW;
  }

  /** Removes the lines that change. */
  @Override
  public void close() {
    erase();
    console.err().flush();
  }
}
