package io.freshet.serving.gateway;

import java.util.Map;

/**
 * What a client gets.
 *
 * @param status of HTTP
 * @param headers further ones
 */
record Answer(int status, Body body, Map<String, String> headers) {
  private static final String RETRY_SECONDS = "1";

  static Answer ok(Body body) {
    return new Answer(200, body, Map.of());
  }

  /** Why there is no other answer. */
  static Answer of(ErrorCode code, String message) {
    Body body =
        Body.json(
            json -> {
              json.writeStartObject();
              json.writeStringField("code", code.text());
              json.writeStringField("message", message);
              json.writeEndObject();
            });
    return new Answer(code.status(), body, headers(code));
  }

  private static Map<String, String> headers(ErrorCode code) {
    return switch (code) {
      case UNAUTHORIZED -> Map.of("www-authenticate", "Bearer realm=\"freshet\"");
      case OVERLOADED, STORE_UNAVAILABLE -> Map.of("retry-after", RETRY_SECONDS);
      default -> Map.of();
    };
  }

  Answer withHeader(String name, String value) {
    return new Answer(status, body, Map.of(name, value));
  }
}
