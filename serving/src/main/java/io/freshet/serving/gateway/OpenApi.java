package io.freshet.serving.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of all routes. */
final class OpenApi {
  /** JSON. Not to be changed. */
  @SuppressWarnings("MutablePublicArray") // nobody outside sees it
  static final byte[] BYTES = read();

  private OpenApi() {}

  private static byte[] read() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json is missing from the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
