package io.freshet.sinks.delta.s3;

import io.freshet.sinks.delta.s3.S3RefusedException.Code;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Says what failures of S3 mean. */
final class S3Faults {
  private static final int MOVED = 301;
  private static final int MALFORMED = 400;
  private static final int NO_AUTHENTICATION = 401;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private S3Faults() {}

  /** Whether the condition of a put did not hold: there is an object. */
  static boolean isThere(IOException failure) {
    return status(failure) == PRECONDITION_FAILED;
  }

  /** Whether another put, or a deletion, of the same key got in the way. */
  static boolean isConflict(IOException failure) {
    return status(failure) == CONFLICT;
  }

  /** Whether the thread was told to end. */
  static boolean isInterrupted(IOException failure) {
    return Thread.currentThread().isInterrupted()
        || (failure instanceof InterruptedIOException
            && failure.getCause() instanceof InterruptedException);
  }

  /**
   * A failure in words that help.
   *
   * @return what to throw if the same may succeed later
   * @throws S3RefusedException if it will not
   */
  static IOException explain(IOException failure, Path path, Configuration hadoop) {
    if (isInterrupted(failure)) {
      return failure;
    }
    int status = status(failure);
    String store = store(path, hadoop);
    if (has(failure, UnknownStoreException.class)) {
      throw new S3RefusedException(
          Code.S3_BUCKET,
          store + " has no such bucket. Create it, or correct offline.root in the environment",
          failure);
    }
    if (status == FORBIDDEN
        || status == NO_AUTHENTICATION
        || has(failure, NoAuthWithAWSException.class)) {
      throw new S3RefusedException(
          Code.S3_ACCESS,
          store
              + " denies access. Check that the key in offline.s3.access-key and"
              + " offline.s3.secret-key, or that of the machine, is right and may list, read, write"
              + " and delete below "
              + path,
          failure);
    }
    if (status == MOVED || status == MALFORMED) {
      throw new S3RefusedException(
          Code.S3_ACCESS,
          store
              + " does not understand requests ("
              + status
              + "). Check offline.s3.endpoint, offline.s3.endpoint.region and"
              + " offline.s3.path.style.access",
          failure);
    }
    if (status != 0) {
      return new IOException(store + " answers " + status, failure);
    }
    return new IOException(
        store
            + " cannot be reached. Check offline.s3.endpoint in the environment, and the network: "
            + failure.getMessage(),
        failure);
  }

  /** The bucket and where it is, for messages. */
  static String store(Path path, Configuration hadoop) {
    String endpoint =
        hadoop.getTrimmed(S3Property.ENDPOINT.hadoop(), "").replaceFirst("//[^/]*@", "//");
    return "The S3 store of bucket '"
        + path.toUri().getAuthority()
        + "'"
        + (endpoint.isEmpty() ? "" : " at " + endpoint);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  /** What the store answered; 0 if it did not. */
  private static int status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkServiceException answer) {
        return answer.statusCode();
      }
    }
    return 0;
  }
}
