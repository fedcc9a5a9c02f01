package io.freshet.defs.model;

import io.freshet.defs.plan.Connector;
import io.freshet.defs.yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Source. Durations are milliseconds; a null component was not given, or was faulty.
 *
 * @param columns typed columns; empty unless they were given
 */
public record SourceDef(
    Scalar name,
    @Nullable String connector,
    @Nullable Scalar topic,
    @Nullable Scalar path,
    @Nullable String format,
    @Nullable Scalar schema,
    @Nullable Scalar subject,
    List<ColumnDef> columns,
    Connector.Start start,
    @Nullable EventTimeDef eventTime,
    long maxOutOfOrderness,
    @Nullable Long allowedLateness,
    long futureLimit,
    long idleTimeout,
    @Nullable Scalar arrivalTime,
    @Nullable DeduplicateDef deduplicate,
    @Nullable HistoryDef history) {

  public SourceDef {
    columns = List.copyOf(columns);
  }

  /** What records of the same event have in common; {@code within} is milliseconds. */
  public record DeduplicateDef(Scalar key, long within) {}

  /**
   * Where the past can be read.
   *
   * @param archive whether the pipeline writes it; else it is in files
   * @param path of the files; null for an archive
   * @param eventTime how records of the files tell their time; null: as those of the source
   */
  public record HistoryDef(
      boolean archive, @Nullable Scalar path, @Nullable EventTimeDef eventTime) {}

  /** A typed column. */
  public record ColumnDef(Scalar name, Scalar type) {}

  /** How records tell their time. */
  public record EventTimeDef(Scalar column, @Nullable Scalar format, @Nullable Scalar zone) {}
}
