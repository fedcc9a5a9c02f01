package io.freshet.serving.gateway;

import java.util.Locale;

/** Which bodies are read. */
final class MediaType {
  private MediaType() {}

  /**
   * Refuses a body that says of itself that it is not JSON. Many clients say nothing, and {@code
   * curl -d} says that it is a form.
   *
   * @throws GatewayException if it cannot be read
   */
  static void check(Incoming request) {
    String encoding = request.contentEncoding();
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("The body is encoded as '" + encoding + "'; send it as it is");
    }
    String header = request.contentType();
    if (header == null) {
      return;
    }
    int semicolon = header.indexOf(';');
    String type =
        (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    boolean isJson =
        type.isEmpty()
            || type.equals("application/json")
            || type.endsWith("+json")
            || type.equals("application/x-www-form-urlencoded");
    if (!isJson) {
      throw unsupported("The body is '" + type + "'; send JSON, and say application/json");
    }
  }

  private static GatewayException unsupported(String message) {
    return new GatewayException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message);
  }
}
