package io.freshet.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is handed. */
final class TestingSink implements ValueSink {
  final List<@Nullable Object> taken;

  TestingSink(int size) {
    taken = Arrays.asList(new @Nullable Object[size]);
  }

  @Override
  public void takeLong(int position, long value) {
    taken.set(position, value);
  }

  @Override
  public void takeUnscaled(int position, long unscaled) {
    taken.set(position, "unscaled " + unscaled);
  }

  @Override
  public void takeDouble(int position, double value) {
    taken.set(position, value);
  }

  @Override
  public void takeBoolean(int position, boolean value) {
    taken.set(position, value);
  }

  @Override
  public void takeText(int position, byte[] bytes, int offset, int length) {
    taken.set(position, new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void takeValue(int position, Object value) {
    taken.set(position, value);
  }
}
