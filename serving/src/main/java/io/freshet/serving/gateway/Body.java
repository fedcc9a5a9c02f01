package io.freshet.serving.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What an answer says.
 *
 * @param contentType its media type
 * @param bytes about how many bytes it has
 */
record Body(String contentType, int bytes, Writer writer) {
  private static final int USUAL_BYTES = 1024;

  private static final String JSON_TYPE = "application/json";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  /** Writes it. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /** Writes JSON. */
  @FunctionalInterface
  interface Json {
    void write(JsonGenerator json) throws IOException;
  }

  static Body json(Json json) {
    return json(USUAL_BYTES, json);
  }

  static Body json(int bytes, Json json) {
    return new Body(
        JSON_TYPE,
        bytes,
        out -> {
          try (JsonGenerator generator = JSON.createGenerator(out)) {
            json.write(generator);
          }
        });
  }

  /** JSON that stands ready. */
  static Body ofJson(byte[] bytes) {
    return new Body(JSON_TYPE, bytes.length, out -> out.write(bytes));
  }

  static Body of(String contentType, byte[] bytes) {
    return new Body(contentType, bytes.length, out -> out.write(bytes));
  }
}
