package io.freshet.engine.aggregate;

import org.jspecify.annotations.Nullable;

/** {@code count(value)}: how many values are not NULL. */
final class ValueCount extends EventCount {

  @Override
  public void add(Counter into, long time, @Nullable Object value) {
    if (value != null) {
      into.count++;
    }
  }
}
