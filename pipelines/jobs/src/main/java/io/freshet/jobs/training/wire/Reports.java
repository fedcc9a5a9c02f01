package io.freshet.jobs.training.wire;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.util.InstantiationUtil;

/** Objects that go through a stream of bytes, few of them: parts to read, reports. */
public final class Reports {
  private Reports() {}

  /** The bytes of an object. */
  public static byte[] write(Serializable object) {
    try {
      return InstantiationUtil.serializeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot write " + object.getClass(), e);
    }
  }

  /** The object of bytes. */
  public static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return type.cast(InstantiationUtil.deserializeObject(bytes, type.getClassLoader()));
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("Cannot read " + type, e);
    }
  }
}
