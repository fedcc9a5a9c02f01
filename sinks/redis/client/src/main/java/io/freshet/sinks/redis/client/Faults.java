package io.freshet.sinks.redis.client;

import io.freshet.sinks.redis.client.StoreRefusedException.Code;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass from those that stay. */
final class Faults {
  /** Error codes of Redis, alone or behind the text that scripts put around them. */
  private static final Pattern PASSING =
      Pattern.compile(
          "(^|[ -])(LOADING|BUSY|READONLY|OOM|MISCONF|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|TRYAGAIN"
              + "|UNKILLABLE|NOSCRIPT) |max number of clients");

  private static final Pattern ACCESS =
      Pattern.compile("^(NOAUTH|WRONGPASS|DENIED)|invalid password|without any password");

  /** A user who is let in but may not do what we do: waiting would hide it. */
  private static final Pattern PERMISSION = Pattern.compile("(^|[ -])NOPERM ");

  private static final Pattern DEMOTED = Pattern.compile("(^|[ -])(READONLY|MASTERDOWN) ");
  private static final Pattern WRONG_TYPE = Pattern.compile("(^|[ -])WRONGTYPE ");

  private Faults() {}

  /**
   * What a failure means.
   *
   * @param address where Redis is, without credentials
   * @param access how to take missing rights: before the first success they are a fault of the
   *     configuration, later someone may be changing them
   */
  static OnlineStoreException classify(Throwable failure, String address, Access access) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof OnlineStoreException known) {
      return known;
    }
    String error = errorReply(cause);
    if (error == null || PASSING.matcher(error).find()) {
      return new StoreUnavailableException(
          "Redis at " + address + " does not answer: " + message(cause), cause);
    }
    boolean denied = ACCESS.matcher(error).find();
    if (denied && access == Access.PROVEN) {
      return new StoreUnavailableException(
          "Redis at " + address + " denies access that it gave before: " + error, cause);
    }
    if (denied || PERMISSION.matcher(error).find()) {
      return new StoreRefusedException(
          Code.REDIS_ACCESS,
          "Redis at "
              + address
              + " denies access: "
              + error
              + ". Check user, password and permissions of the environment file's online.uri.",
          cause);
    }
    return new StoreRefusedException(
        Code.REDIS_COMMAND, "Redis at " + address + " refused a command: " + error, cause);
  }

  static boolean isWrongType(Throwable failure) {
    String error = errorReply(failure);
    return error != null && WRONG_TYPE.matcher(error).find();
  }

  /**
   * Whether the connection is of no more use: it is broken, slow beyond patience, or leads to a
   * server that is no primary any more.
   */
  static boolean endsConnection(Throwable failure) {
    String error = errorReply(failure);
    return error == null || DEMOTED.matcher(error).find();
  }

  /**
   * Whether a connection ended while it was made, without an answer of Redis. The client closes a
   * connection on which an error came, a wrong password for one, and now and then reports only that
   * it is closed.
   */
  static boolean hidesItsCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (message(cause).contains("closed prematurely")) {
        return errorReply(failure) == null;
      }
    }
    return false;
  }

  private static @Nullable String errorReply(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException) {
        return message(cause);
      }
    }
    return null;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** Whether Redis has ever let us in. */
  enum Access {
    UNPROVEN,
    PROVEN
  }
}
