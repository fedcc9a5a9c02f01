package io.freshet.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A record that was refused, with all that is needed to find or replay it.
 *
 * @param pipeline the pipeline
 * @param source the source's name
 * @param view the view that refuses it; null where no view can take it
 * @param topic topic, or path of the file
 * @param partition partition; -1 for files
 * @param offset offset, or number of the record in its file, from 0
 * @param reason why, one of {@link Reason#code()}
 * @param detail what exactly is wrong, for people
 * @param raw the record's bytes as they were read; null for a Kafka record without value
 * @param rejectedAt wall-clock time, UTC milliseconds
 */
public record DeadLetter(
    String pipeline,
    String source,
    @Nullable String view,
    String topic,
    int partition,
    long offset,
    String reason,
    String detail,
    byte @Nullable [] raw,
    long rejectedAt) {

  /** Why a record is refused. Codes are stable. */
  public enum Reason {
    UNDECODABLE("undecodable"),
    MISSING_EVENT_TIME("missing_event_time"),
    IN_THE_FUTURE("in_the_future"),
    TOO_LATE("too_late"),
    NULL_KEY("null_key"),
    EXPRESSION_FAILED("expression_failed"),
    NOT_FINITE("not_finite");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable name, as it stands in topics, tables and metrics. */
    public String code() {
      return code;
    }
  }
}
