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
    @Nullable DeduplicatePlan deduplicate)
    implements Serializable {

  public SourcePlan {
    columns = List.copyOf(columns);
  }

  /** A source each of whose records is an event. */
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
        null);
  }

  /** Whether the source ends by itself, whatever the mode of the run. */
  public boolean isFiles() {
    return connector instanceof Connector.Files;
  }
}
