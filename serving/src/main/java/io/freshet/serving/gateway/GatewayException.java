package io.freshet.serving.gateway;

/** A request is not answered; the message, for the client's eyes, says what to do. */
final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  GatewayException(ErrorCode code, String message) {
    // a client's mistake is no fault of ours: nobody needs the stack
    super(message, null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
