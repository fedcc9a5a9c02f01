package io.freshet.sinks.redis.client;

import org.jspecify.annotations.Nullable;

/** The online store refused, and will refuse again until someone changes something. */
public final class StoreRefusedException extends OnlineStoreException {
  private static final long serialVersionUID = 1L;

  /** What is at fault. Names are stable. */
  public enum Code {
    /** The URI cannot be read. */
    REDIS_URI,
    /** User or password are wrong or missing, or may not run the commands. */
    REDIS_ACCESS,
    /** Under a key of ours stands something that is not ours. */
    REDIS_FOREIGN_VALUE,
    /** A row's layout was never published. */
    REDIS_UNKNOWN_LAYOUT,
    /** Redis does not take a command. */
    REDIS_COMMAND
  }

  private final Code code;

  StoreRefusedException(Code code, String message, @Nullable Throwable cause) {
    super(code + ": " + message, cause);
    this.code = code;
  }

  static StoreRefusedException foreignValue(String address, String key) {
    return new StoreRefusedException(
        Code.REDIS_FOREIGN_VALUE,
        "The key '"
            + key
            + "' in Redis at "
            + address
            + " holds a value that Freshet did not write, or wrote in a newer format. It was left"
            + " as it is. Delete the key, or choose another Redis database or pipeline name.",
        null);
  }

  /** What is at fault. */
  public Code code() {
    return code;
  }
}
