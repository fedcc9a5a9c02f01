package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.DeduplicateKeys;
import io.freshet.defs.language.Durations;
import io.freshet.defs.language.Key;
import io.freshet.defs.language.SourceKeys;
import io.freshet.defs.model.SourceDef;
import io.freshet.defs.model.SourceDef.ColumnDef;
import io.freshet.defs.model.SourceDef.DeduplicateDef;
import io.freshet.defs.model.SourceDef.EventTimeDef;
import io.freshet.defs.model.SourceDef.HistoryDef;
import io.freshet.defs.plan.Connector.Start;
import io.freshet.defs.yaml.Scalar;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a Source. */
final class SourceReader {
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final List<Key> KAFKA_KEYS =
      List.of(SourceKeys.TOPIC, SourceKeys.START, SourceKeys.IDLE_TIMEOUT, SourceKeys.FUTURE_LIMIT);
  private static final Map<String, List<String>> FORMATS =
      Map.of(
          SourceKeys.KAFKA,
          List.of(SourceKeys.AVRO, SourceKeys.JSON),
          SourceKeys.FILES,
          List.of(SourceKeys.CSV));

  private final ObjectReader object;
  private final Findings findings;
  private final @Nullable String connector;
  private final @Nullable String format;

  private SourceReader(ObjectReader object, Findings findings) {
    this.object = object;
    this.findings = findings;
    this.connector = object.choice(SourceKeys.CONNECTOR);
    this.format = format();
  }

  /** The source; null if it has no name, which is reported like all else. */
  static @Nullable SourceDef read(ObjectReader object, Findings findings) {
    return new SourceReader(object, findings).read();
  }

  private @Nullable SourceDef read() {
    Scalar name = object.scalar(SourceKeys.NAME);
    if (name != null) {
      Names.check(name, "a source", findings);
    }
    checkKeysOfConnector();
    checkKeysOfFormat();
    Scalar topic = topic();
    List<ColumnDef> columns =
        object.entries(SourceKeys.COLUMNS).stream()
            .map(entry -> new ColumnDef(entry.key(), (Scalar) entry.value()))
            .toList();
    Start start = start();
    EventTimeDef eventTime = EventTimes.read(object, SourceKeys.EVENT_TIME);
    Long outOfOrderness = object.duration(SourceKeys.MAX_OUT_OF_ORDERNESS);
    Long lateness = object.duration(SourceKeys.ALLOWED_LATENESS);
    Long futureLimit = object.duration(SourceKeys.FUTURE_LIMIT);
    Long idleTimeout = object.positiveDuration(SourceKeys.IDLE_TIMEOUT);
    DeduplicateDef deduplicate = deduplicate();
    HistoryDef history = HistoryReader.read(object);
    if (name == null) {
      return null;
    }
    return new SourceDef(
        name,
        connector,
        topic,
        object.scalar(SourceKeys.PATH),
        format,
        object.scalar(SourceKeys.SCHEMA),
        object.scalar(SourceKeys.SUBJECT),
        columns,
        start,
        eventTime,
        outOfOrderness == null ? 0 : outOfOrderness,
        lateness,
        futureLimit == null ? Durations.HOUR : futureLimit,
        idleTimeout == null ? 30 * Durations.SECOND : idleTimeout,
        object.scalar(SourceKeys.ARRIVAL_TIME),
        deduplicate,
        history);
  }

  private @Nullable DeduplicateDef deduplicate() {
    ObjectReader nested = object.object(SourceKeys.DEDUPLICATE, DeduplicateKeys.SHAPE);
    if (nested == null) {
      return null;
    }
    Scalar key = nested.scalar(DeduplicateKeys.KEY);
    Long within = nested.positiveDuration(DeduplicateKeys.WITHIN);
    return key == null ? null : new DeduplicateDef(key, within == null ? 0 : within);
  }

  private @Nullable String format() {
    String word = object.choice(SourceKeys.FORMAT);
    List<String> possible =
        connector == null ? List.of() : FORMATS.getOrDefault(connector, List.of());
    Scalar written = object.scalar(SourceKeys.FORMAT);
    if (word == null || written == null || connector == null || possible.contains(word)) {
      return word;
    }
    findings.report(
        written.at(),
        FaultKind.INVALID_CHOICE,
        word,
        "format of connector " + connector,
        "use " + String.join(" or ", possible));
    return null;
  }

  private void checkKeysOfConnector() {
    if (SourceKeys.KAFKA.equals(connector)) {
      object.require(SourceKeys.TOPIC);
      object.forbid(SourceKeys.PATH, "connector kafka", "remove it, or use 'connector: files'");
    } else if (SourceKeys.FILES.equals(connector)) {
      object.require(SourceKeys.PATH);
      for (Key key : KAFKA_KEYS) {
        object.forbid(key, "connector files", "remove it, or use 'connector: kafka'");
      }
      object.forbid(
          SourceKeys.HISTORY,
          "connector files",
          "remove it, as the files themselves are read again");
    }
  }

  private void checkKeysOfFormat() {
    if (SourceKeys.AVRO.equals(format)) {
      object.forbid(
          SourceKeys.COLUMNS, "format avro", "remove it, as the schema tells columns and types");
      if (!object.isWritten(SourceKeys.SCHEMA) && !object.isWritten(SourceKeys.SUBJECT)) {
        findings.report(object.at(), FaultKind.NO_SCHEMA, object.name());
      }
      Scalar subject = object.scalar(SourceKeys.SUBJECT);
      if (object.isWritten(SourceKeys.SCHEMA) && subject != null) {
        findings.report(subject.at(), FaultKind.SCHEMA_AND_SUBJECT, object.name());
      }
    } else if (format != null) {
      object.require(SourceKeys.COLUMNS);
      String remedy = "remove it, and list 'columns'";
      object.forbid(SourceKeys.SCHEMA, "format " + format, remedy);
      object.forbid(SourceKeys.SUBJECT, "format " + format, remedy);
    }
  }

  private @Nullable Scalar topic() {
    Scalar topic = object.scalar(SourceKeys.TOPIC);
    if (topic == null) {
      return null;
    }
    String name = topic.text();
    if (!TOPIC_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      findings.report(topic.at(), FaultKind.INVALID_TOPIC, name);
      return null;
    }
    return topic;
  }

  private Start start() {
    Scalar start = object.scalar(SourceKeys.START);
    if (start == null || start.trimmed().equals("earliest")) {
      return new Start(Start.Kind.EARLIEST, null);
    }
    if (start.trimmed().equals("latest")) {
      return new Start(Start.Kind.LATEST, null);
    }
    Long timestamp = Timestamps.parse(start.trimmed());
    if (timestamp == null) {
      findings.report(start.at(), FaultKind.INVALID_START, start.text());
    }
    return new Start(Start.Kind.TIMESTAMP, timestamp);
  }
}
