package io.freshet.sinks.kafka;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A fault of publishing to Kafka, found before the job starts. The message names problem, cause and
 * remedy; {@link #code()} is stable between releases.
 */
public final class KafkaSinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that reacts to it. */
  public enum Code {
    /** Two columns of a view have one name in Avro. */
    SAME_NAME(false),
    /** The registry refuses the schema. */
    SCHEMA_REFUSED(false),
    /** The registry did not answer as it should. */
    REGISTRY(true),
    /** A topic could not be looked up or created. */
    TOPIC(true),
    /** Transactions would live longer than the broker allows. */
    TRANSACTION_TIMEOUT(false),
    /** The waiting thread was interrupted. */
    INTERRUPTED(true);

    private final boolean retriable;

    Code(boolean retriable) {
      this.retriable = retriable;
    }

    /** Whether the same attempt may succeed later, with nothing changed in the definitions. */
    public boolean retriable() {
      return retriable;
    }
  }

  private final Code code;

  private KafkaSinkException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What went wrong. */
  public Code code() {
    return code;
  }

  static KafkaSinkException sameName(String view, String one, String other, String avro) {
    return new KafkaSinkException(
        Code.SAME_NAME,
        ("View '%s' cannot be published to Kafka: the columns '%s' and '%s' are both '%s' in Avro;"
                + " rename one of them")
            .formatted(view, one, other, avro),
        null);
  }

  static KafkaSinkException schema(String topic, IOException cause) {
    Code code = cause instanceof SchemaRefusedException ? Code.SCHEMA_REFUSED : Code.REGISTRY;
    return new KafkaSinkException(
        code, "Topic '" + topic + "' cannot be written. " + cause.getMessage(), cause);
  }

  static KafkaSinkException topic(String topic, Throwable cause) {
    return new KafkaSinkException(
        Code.TOPIC,
        ("Topic '%s' could not be looked up or created: %s; check kafka.bootstrap.servers, that the"
                + " broker runs, and that this client may describe and create topics")
            .formatted(topic, cause),
        cause);
  }

  static KafkaSinkException transactionTimeout(String asked, long allowed) {
    return new KafkaSinkException(
        Code.TRANSACTION_TIMEOUT,
        ("transaction.timeout.ms = %s is more than the broker's transaction.max.timeout.ms = %d;"
                + " lower the one in the environment or raise the other on the broker")
            .formatted(asked, allowed),
        null);
  }

  static KafkaSinkException interrupted(String topic, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new KafkaSinkException(
        Code.INTERRUPTED, "Interrupted while preparing topic '" + topic + "'", cause);
  }
}
