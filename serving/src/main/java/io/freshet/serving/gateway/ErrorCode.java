package io.freshet.serving.gateway;

import java.util.Locale;

/** Why a request is not answered. Names are stable: clients see them in lower case. */
enum ErrorCode {
  INVALID_REQUEST(400),
  INVALID_JSON(400),
  LIMIT_EXCEEDED(400),
  UNAUTHORIZED(401),
  FORBIDDEN(403),
  UNKNOWN_ROUTE(404),
  UNKNOWN_VIEW(404),
  UNPUBLISHED_VIEW(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  HEADERS_TOO_LARGE(431),
  INTERNAL_ERROR(500),
  STORE_REFUSED(500),
  OVERLOADED(503),
  STORE_UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The status of HTTP. */
  int status() {
    return status;
  }

  /** The name that clients see. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
