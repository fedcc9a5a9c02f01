package io.freshet.defs.env;

import io.freshet.defs.Fault;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.read.Causes;
import io.freshet.defs.read.Variables;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlReader;
import io.freshet.defs.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an environment file. Messages show keys, never values. */
final class EnvironmentReader {
  private final Findings findings = new Findings();
  private final Map<String, String> variables;
  private final Map<Section, Map<String, String>> sections = new EnumMap<>(Section.class);

  private EnvironmentReader(Map<String, String> variables) {
    this.variables = variables;
  }

  static Environment read(Path file, Map<String, String> variables) throws EnvironmentException {
    EnvironmentReader reader = new EnvironmentReader(variables);
    reader.readFile(file);
    if (!reader.findings.isEmpty()) {
      throw new EnvironmentException(
          reader.findings.all().stream().map(Fault::of).sorted().toList());
    }
    return reader.environment();
  }

  private void readFile(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      findings.report(Position.startOf(file.toString()), FaultKind.FILE_UNREADABLE, Causes.of(e));
      return;
    }
    List<YamlValue> documents = YamlReader.read(file.toString(), text, findings);
    if (documents.size() > 1) {
      findings.report(documents.get(1).at(), FaultKind.SEVERAL_DOCUMENTS);
    }
    if (!documents.isEmpty()) {
      readDocument(documents.get(0));
    }
  }

  private void readDocument(YamlValue document) {
    if (!(document instanceof YamlMap map)) {
      reportType(document, "an environment", "a mapping of sections", "kafka: {...}");
      return;
    }
    for (YamlMap.Entry entry : map.distinct(findings)) {
      String name = entry.key().text();
      Section section = Section.byKey(name);
      if (section == null) {
        findings.report(
            entry.key().at(),
            FaultKind.UNKNOWN_KEY,
            "an environment",
            name,
            Suggestion.remedy(name, Section.keys(), "its keys are"));
      } else {
        readSection(section, entry);
      }
    }
  }

  private void readSection(Section section, YamlMap.Entry entry) {
    YamlValue value = entry.value();
    if (value instanceof Scalar scalar && scalar.isNull()) {
      findings.report(entry.key().at(), FaultKind.EMPTY_VALUE, section.key());
      return;
    }
    if (!(value instanceof YamlMap map)) {
      reportType(value, "'" + section.key() + "'", "a mapping of properties", section.example());
      return;
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (YamlMap.Entry property : map.distinct(findings)) {
      properties.put(property.key().text(), property(section, property));
    }
    String required = section.required();
    if (required != null && !properties.containsKey(required)) {
      findings.report(
          map.at(),
          FaultKind.MISSING_KEY,
          "section '" + section.key() + "'",
          required,
          "'" + section.example() + "'");
    }
    sections.put(section, properties);
  }

  private String property(Section section, YamlMap.Entry property) {
    String key = property.key().text();
    if (!(property.value() instanceof Scalar scalar)) {
      String what = "'" + key + "' in section '" + section.key() + "'";
      reportType(property.value(), what, "a single value", key + ": <value>");
      return "";
    }
    int before = findings.size();
    String value = scalar.isNull() ? "" : Variables.replace(scalar, variables, findings);
    boolean needed = scalar.isNull() || (value.isEmpty() && key.equals(section.required()));
    if (needed && findings.size() == before) {
      findings.report(property.key().at(), FaultKind.EMPTY_VALUE, key);
    }
    return value;
  }

  private void reportType(YamlValue value, String what, String expected, String example) {
    findings.report(
        value.at(),
        FaultKind.WRONG_TYPE,
        what,
        expected,
        value.describe(),
        "it like '" + example + "'");
  }

  private Environment environment() {
    Map<String, String> kafka = sections.get(Section.KAFKA);
    Map<String, String> registry = sections.get(Section.REGISTRY);
    Map<String, String> online = sections.get(Section.ONLINE);
    Map<String, String> offline = sections.get(Section.OFFLINE);
    return new Environment(
        kafka == null ? null : new Environment.Kafka(kafka),
        registry == null
            ? null
            : new Environment.Registry(required(Section.REGISTRY, registry), registry),
        online == null ? null : new Environment.Online(required(Section.ONLINE, online), online),
        offline == null
            ? null
            : new Environment.Offline(required(Section.OFFLINE, offline), offline),
        sections.getOrDefault(Section.FLINK, Map.of()));
  }

  /** Takes the value that the section must have out of its properties. */
  private static String required(Section section, Map<String, String> properties) {
    @Nullable String value = properties.remove(section.required());
    if (value == null) {
      throw new IllegalStateException(section.key() + " was not checked");
    }
    return value;
  }
}
