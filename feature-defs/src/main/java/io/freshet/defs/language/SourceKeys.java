package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a Source. */
public final class SourceKeys {
  public static final String KAFKA = "kafka";
  public static final String FILES = "files";
  public static final String AVRO = "avro";
  public static final String JSON = "json";
  public static final String CSV = "csv";

  public static final Key NAME =
      Key.required("name", Form.Single.NAME, "events", "Name of the source.");
  public static final Key CONNECTOR =
      Key.required(
          "connector",
          new Form.Choice("connector", List.of(KAFKA, FILES), Map.of()),
          "kafka",
          "Where records come from: a Kafka topic, or files that are read once.");
  public static final Key TOPIC =
      Key.optional("topic", Form.Single.TEXT, "kafka needs it", "shop.events", "kafka: the topic.");
  public static final Key PATH =
      Key.optional(
          "path",
          Form.Single.TEXT,
          "files needs it",
          "\"${DATA}/events.csv.gz\"",
          "files: a file, folder or glob; absolute, with a scheme such as `s3://`, or relative to"
              + " the folder of the definitions. `${NAME}` takes an environment variable.");
  public static final Key FORMAT =
      Key.required(
          "format",
          new Form.Choice(
              "format", List.of(AVRO, JSON, CSV), Map.of("parquet", "convert the files to csv")),
          "avro",
          "kafka: `avro` (with the registry's header) or `json` (one object a record). files:"
              + " `csv` (RFC 4180; the first record names the columns; .gz is unpacked).");
  public static final Key SCHEMA =
      Key.optional(
          "schema",
          Form.Single.TEXT,
          "none",
          "events.avsc",
          "avro: a file with the schema to read with, relative to the folder of the definitions.");
  public static final Key SUBJECT =
      Key.optional(
          "subject",
          Form.Single.TEXT,
          "none",
          "shop.events-value",
          "avro, instead of `schema`: the subject whose newest schema in the registry is read"
              + " with.");
  public static final Key COLUMNS =
      Key.optional(
          "columns",
          new Form.MapOf("a mapping of columns to their SQL types", Form.Single.TYPE, false),
          "json and csv need it",
          "{user_id: string, price: \"decimal(12,2)\"}",
          "json, csv: the columns to read with their SQL types; others are passed over.");
  public static final Key START =
      Key.optional(
          "start",
          Form.Single.TEXT,
          "earliest",
          "latest",
          "kafka: where to begin without state: `earliest`, `latest`, an ISO time (UTC unless it"
              + " says otherwise) or epoch milliseconds.");
  public static final Key EVENT_TIME =
      Key.required(
          "event_time",
          new Form.Either(Form.Single.TEXT, EventTimeKeys.SHAPE),
          "occurred_at",
          "When a record happened: a TIMESTAMP column, or a mapping that says how to read it.");
  public static final Key MAX_OUT_OF_ORDERNESS =
      Key.optional(
          "max_out_of_orderness",
          Form.Single.DURATION,
          "0s",
          "30s",
          "How far the expiry clock stays behind the largest event time.");
  public static final Key ALLOWED_LATENESS =
      Key.optional(
          "allowed_lateness",
          Form.Single.DURATION,
          "none: every event counts, however late",
          "30d",
          "How much later than `max_out_of_orderness` an event may be before it is rejected.");
  public static final Key IDLE_TIMEOUT =
      Key.optional(
          "idle_timeout",
          Form.Single.DURATION,
          "30s",
          "1m",
          "kafka: silence after which the expiry clock follows the wall clock.");
  public static final Key FUTURE_LIMIT =
      Key.optional(
          "future_limit",
          Form.Single.DURATION,
          "1h",
          "10m",
          "kafka: an event further ahead of the wall clock than this is rejected.");
  public static final Key ARRIVAL_TIME =
      Key.optional(
          "arrival_time",
          Form.Single.TEXT,
          "the largest event time read so far",
          "received_at",
          "In a run over history, the column that says when a record arrived: a TIMESTAMP, or a"
              + " BIGINT of epoch milliseconds.");

  public static final Key DEDUPLICATE =
      Key.optional(
          "deduplicate",
          new Form.ObjectOf(DeduplicateKeys.SHAPE),
          "every record is an event",
          "{key: event_id, within: 1h}",
          "Records with the same id within a time are the same event: the first to arrive counts.");

  public static final Key HISTORY =
      Key.optional(
          "history",
          new Form.ObjectOf(HistoryKeys.SHAPE),
          "the topic, as far as it reaches back",
          "{connector: files, path: \"${HISTORY}/events\"}",
          "kafka: where the past can be read when features are recomputed.");

  public static final Shape SHAPE =
      new Shape(
          "Source",
          "source",
          "A stream of records: a Kafka topic, or files.",
          List.of(
              NAME,
              CONNECTOR,
              TOPIC,
              PATH,
              FORMAT,
              SCHEMA,
              SUBJECT,
              COLUMNS,
              START,
              EVENT_TIME,
              MAX_OUT_OF_ORDERNESS,
              ALLOWED_LATENESS,
              IDLE_TIMEOUT,
              FUTURE_LIMIT,
              ARRIVAL_TIME,
              DEDUPLICATE,
              HISTORY),
          Map.of());

  private SourceKeys() {}
}
