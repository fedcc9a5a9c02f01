package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys that say where a source's past can be read. */
public final class HistoryKeys {
  public static final Key ARCHIVE =
      Key.optional(
          "archive",
          new Form.Flag(),
          "false",
          "true",
          "The pipeline writes every record of the topic, as it reads it, to the Delta table"
              + " `<root>/<pipeline>/archive-<source>`, and the past is read from there.");
  public static final Key CONNECTOR =
      Key.optional(
          "connector",
          new Form.Choice("connector of a history", List.of(SourceKeys.FILES), Map.of()),
          "`archive` takes its place",
          SourceKeys.FILES,
          "Where the past can be read: files with the source's columns.");
  public static final Key PATH =
      Key.optional(
          "path",
          Form.Single.TEXT,
          "files needs it",
          "\"${HISTORY}/events\"",
          "files: a file, folder or glob, as for a source of files.");
  public static final Key FORMAT =
      Key.optional(
          "format",
          new Form.Choice(
              "format", List.of(SourceKeys.CSV), Map.of("parquet", "convert the files to csv")),
          SourceKeys.CSV,
          SourceKeys.CSV,
          "files: `csv`, as for a source of files. The files have the source's columns, found by"
              + " their names and read with their types.");
  public static final Key EVENT_TIME =
      Key.optional(
          "event_time",
          new Form.Either(Form.Single.TEXT, EventTimeKeys.SHAPE),
          "that of the source",
          "{column: occurred_at, format: iso}",
          "files: when a record happened, where the files tell it otherwise than the topic.");

  public static final Shape SHAPE =
      new Shape(
          "History",
          "section 'history'",
          "Where a topic's past can be read, further back than the topic reaches.",
          List.of(ARCHIVE, CONNECTOR, PATH, FORMAT, EVENT_TIME),
          Map.of());

  private HistoryKeys() {}
}
