package io.freshet.defs.plan;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked source. Durations are milliseconds.
 *
 * @param name its name
 * @param connector where records come from
 * @param format how they are decoded
 * @param columns the columns that expressions may use
 * @param eventTime how a record tells its time
 * @param maxOutOfOrderness how far the clock stays behind the largest event time
 * @param allowedLateness how much later still an event may be; null: any event counts
 * @param futureLimit how far ahead of the wall clock an event of a live source may be
 * @param idleTimeout silence after which a live source's clock follows the wall clock
 * @param arrivalTimeColumn column that says when a record of a run over history arrived, a
 *     TIMESTAMP, a TIMESTAMP_LTZ or a BIGINT of epoch milliseconds, or null
 * @param deduplicate which records are the same event; null: none are
 * @param history where the past of a topic can be read; null: in the topic itself. Files are their
 *     own past
 */
public record SourcePlan(
    String name,
    Connector connector,
    Format format,
    List<Column> columns,
    EventTime eventTime,
    long maxOutOfOrderness,
    @Nullable Long allowedLateness,
    long futureLimit,
    long idleTimeout,
    @Nullable String arrivalTimeColumn,
    @Nullable DeduplicatePlan deduplicate,
    @Nullable History history)
    implements Serializable {

  public SourcePlan {
    columns = List.copyOf(columns);
  }

  /** A source each of whose records is an event, and whose past is where its present is. */
  public SourcePlan(
      String name,
      Connector connector,
      Format format,
      List<Column> columns,
      EventTime eventTime,
      long maxOutOfOrderness,
      @Nullable Long allowedLateness,
      long futureLimit,
      long idleTimeout,
      @Nullable String arrivalTimeColumn) {
    this(
        name,
        connector,
        format,
        columns,
        eventTime,
        maxOutOfOrderness,
        allowedLateness,
        futureLimit,
        idleTimeout,
        arrivalTimeColumn,
        null,
        null);
  }

  /** The same source with other records taken for the same event. */
  public SourcePlan withDeduplicate(@Nullable DeduplicatePlan other) {
    return new SourcePlan(
        name,
        connector,
        format,
        columns,
        eventTime,
        maxOutOfOrderness,
        allowedLateness,
        futureLimit,
        idleTimeout,
        arrivalTimeColumn,
        other,
        history);
  }

  /** The same source with its past elsewhere. */
  public SourcePlan withHistory(@Nullable History other) {
    return new SourcePlan(
        name,
        connector,
        format,
        columns,
        eventTime,
        maxOutOfOrderness,
        allowedLateness,
        futureLimit,
        idleTimeout,
        arrivalTimeColumn,
        deduplicate,
        other);
  }

  /**
   * The source as it is read when features are recomputed: its history where it has one, else the
   * same topic or files. All else that decides which records count, and as what, stays. A topic
   * whose start is the latest record is read from its beginning, for where the job began is not
   * known.
   */
  public SourcePlan past() {
    if (history instanceof History.Files files) {
      return at(files.files(), files.format(), files.eventTime());
    }
    if (history instanceof History.Archive) {
      return at(new Connector.Archive(name), format, eventTime);
    }
    if (connector instanceof Connector.Kafka topic
        && topic.start().kind() == Connector.Start.Kind.LATEST) {
      Connector.Start earliest = new Connector.Start(Connector.Start.Kind.EARLIEST, null);
      return at(new Connector.Kafka(topic.topic(), earliest), format, eventTime);
    }
    return this;
  }

  private SourcePlan at(Connector otherPlace, Format otherFormat, EventTime otherTime) {
    return new SourcePlan(
        name,
        otherPlace,
        otherFormat,
        columns,
        otherTime,
        maxOutOfOrderness,
        allowedLateness,
        futureLimit,
        idleTimeout,
        arrivalTimeColumn,
        deduplicate,
        null);
  }

  /** Whether the pipeline keeps the records of this source. */
  public boolean isArchived() {
    return history instanceof History.Archive;
  }

  /** Whether the source ends by itself, whatever the mode of the run. */
  public boolean isFiles() {
    return connector instanceof Connector.Files;
  }
}
