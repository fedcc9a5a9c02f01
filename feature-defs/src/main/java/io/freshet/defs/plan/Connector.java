package io.freshet.defs.plan;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Where a source's records come from. */
public sealed interface Connector extends Serializable {

  /**
   * A Kafka topic.
   *
   * @param topic its name
   * @param start where reading begins when there is no state
   */
  record Kafka(String topic, Start start) implements Connector {}

  /**
   * Files, read once, from the first to the last record.
   *
   * @param path a file, a folder or a glob; absolute, or with a scheme
   */
  record Files(String path) implements Connector {}

  /**
   * The table to which a pipeline wrote the records of a topic as it read them; read once. Only
   * {@link SourcePlan#past()} makes it.
   *
   * @param source name of the source
   */
  record Archive(String source) implements Connector {}

  /**
   * Where reading a topic begins.
   *
   * @param kind the position
   * @param timestamp UTC milliseconds for TIMESTAMP, else null
   */
  record Start(Kind kind, @Nullable Long timestamp) implements Serializable {
    /** Kinds of positions. */
    public enum Kind {
      EARLIEST,
      LATEST,
      TIMESTAMP
    }
  }
}
