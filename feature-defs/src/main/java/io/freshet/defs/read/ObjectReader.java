package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.language.Durations;
import io.freshet.defs.language.Form;
import io.freshet.defs.language.Key;
import io.freshet.defs.language.Shape;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlList;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object of a known shape. Its keys and the forms of their values are checked at once;
 * what is faulty is reported then and is afterwards as if it were not there.
 */
final class ObjectReader {
  private final YamlMap map;
  private final Shape shape;
  private final Findings findings;
  private final String label;
  private final Map<String, YamlMap.Entry> written = new LinkedHashMap<>();
  private final Map<Key, YamlValue> values = new LinkedHashMap<>();

  /**
   * Reads an object.
   *
   * @param ignored keys that are no concern of the shape
   */
  ObjectReader(YamlMap map, Shape shape, Findings findings, String... ignored) {
    this.map = map;
    this.shape = shape;
    this.findings = findings;
    List<YamlMap.Entry> entries = new ArrayList<>(map.distinct(findings));
    entries.removeIf(entry -> List.of(ignored).contains(entry.key().text()));
    entries.forEach(entry -> written.put(entry.key().text(), entry));
    this.label = label();
    entries.forEach(this::take);
    shape.keys().stream()
        .filter(key -> key.isRequired() && !written.containsKey(key.name()))
        .forEach(this::reportMissing);
  }

  private String label() {
    YamlMap.Entry name = written.get("name");
    return name != null && name.value() instanceof Scalar scalar && !scalar.isNull()
        ? shape.label() + " '" + scalar.text() + "'"
        : "this " + shape.label();
  }

  private void take(YamlMap.Entry entry) {
    String name = entry.key().text();
    Key key = shape.key(name).orElse(null);
    if (key != null) {
      if (fits(entry.key().at(), "'" + name + "'", key.form(), entry.value(), key)) {
        values.put(key, entry.value());
      }
      return;
    }
    String planned = shape.planned().get(name);
    if (planned != null) {
      findings.report(
          entry.key().at(),
          FaultKind.NOT_SUPPORTED_YET,
          "'" + name + "' of " + shape.article(),
          planned);
    } else {
      findings.report(
          entry.key().at(),
          FaultKind.UNKNOWN_KEY,
          label,
          name,
          Suggestion.remedy(name, shape.names(), "its keys are"));
    }
  }

  private boolean fits(Position keyAt, String what, Form form, YamlValue value, Key key) {
    if (value instanceof Scalar scalar
        && (scalar.isNull() || (scalar.trimmed().isEmpty() && form != Form.Single.VALUE))) {
      findings.report(keyAt, FaultKind.EMPTY_VALUE, key.name());
      return false;
    }
    boolean fits = false;
    if (isSingle(form)) {
      fits = value instanceof Scalar;
    } else if (form instanceof Form.Either) {
      fits = value instanceof Scalar || value instanceof YamlMap;
    } else if (form instanceof Form.ListOf) {
      fits = value instanceof YamlList;
    } else {
      fits = value instanceof YamlMap;
    }
    if (!fits) {
      findings.report(
          value.at(),
          FaultKind.WRONG_TYPE,
          what,
          form.expected(),
          value.describe(),
          "it like '" + key.example() + "'");
      return false;
    }
    return notEmpty(value, form, key);
  }

  private static boolean isSingle(Form form) {
    return form instanceof Form.Single
        || form instanceof Form.Choice
        || form instanceof Form.Flag
        || form instanceof Form.Whole
        || form instanceof Form.Real;
  }

  private boolean notEmpty(YamlValue value, Form form, Key key) {
    boolean empty =
        (value instanceof YamlList list && list.items().isEmpty())
            || (value instanceof YamlMap entries
                && entries.entries().isEmpty()
                && form instanceof Form.MapOf mapOf
                && !mapOf.mayBeEmpty());
    if (empty) {
      findings.report(
          value.at(), FaultKind.EMPTY_LIST, key.name(), "write it like '" + key.example() + "'");
    }
    return !empty;
  }

  private void reportMissing(Key key) {
    findings.report(map.at(), FaultKind.MISSING_KEY, label, key.name(), "'" + key.example() + "'");
  }

  /** How messages call the object, such as {@code source 'events'}. */
  String name() {
    return label;
  }

  /** Where it begins. */
  Position at() {
    return map.at();
  }

  /** Whether the key is written, soundly or not. */
  boolean isWritten(Key key) {
    return written.containsKey(key.name());
  }

  /** Reports a key that must be there in this object, though not in all of its shape. */
  void require(Key key) {
    if (!isWritten(key)) {
      reportMissing(key);
    }
  }

  /** Reports a key that means nothing here. */
  void forbid(Key key, String object, String remedy) {
    YamlMap.Entry entry = written.get(key.name());
    if (entry != null) {
      findings.report(entry.key().at(), FaultKind.NOT_APPLICABLE, key.name(), object, remedy);
    }
  }

  /** A single value. */
  @Nullable Scalar scalar(Key key) {
    return values.get(key) instanceof Scalar scalar ? scalar : null;
  }

  /** A nested object. */
  @Nullable ObjectReader object(Key key, Shape nested) {
    return values.get(key) instanceof YamlMap nestedMap
        ? new ObjectReader(nestedMap, nested, findings)
        : null;
  }

  /** Entries of a mapping with keys of the user's choice; faulty ones are reported and left out. */
  List<YamlMap.Entry> entries(Key key) {
    List<YamlMap.Entry> sound = new ArrayList<>();
    if (values.get(key) instanceof YamlMap entries && key.form() instanceof Form.MapOf form) {
      for (YamlMap.Entry entry : entries.distinct(findings)) {
        String what = "'" + entry.key().text() + "' in '" + key.name() + "'";
        Position at = entry.key().at();
        if (entry.value() instanceof Scalar scalar && scalar.isNull()) {
          findings.report(at, FaultKind.EMPTY_VALUE, entry.key().text());
        } else if (fits(at, what, form.value(), entry.value(), key)) {
          sound.add(entry);
        }
      }
    }
    return sound;
  }

  /** Items of a list; faulty ones are reported and left out. */
  List<YamlValue> items(Key key) {
    List<YamlValue> sound = new ArrayList<>();
    if (values.get(key) instanceof YamlList list && key.form() instanceof Form.ListOf form) {
      for (YamlValue item : list.items()) {
        if (fits(item.at(), "an item of '" + key.name() + "'", form.item(), item, key)) {
          sound.add(item);
        }
      }
    }
    return sound;
  }

  /** One of the key's words; another one is reported. */
  @Nullable String choice(Key key) {
    Scalar scalar = scalar(key);
    if (scalar == null || !(key.form() instanceof Form.Choice choice)) {
      return null;
    }
    String word = scalar.trimmed();
    if (choice.words().contains(word)) {
      return word;
    }
    String planned = choice.planned().get(word);
    if (planned != null) {
      findings.report(
          scalar.at(), FaultKind.NOT_SUPPORTED_YET, choice.what() + " " + word, planned);
    } else {
      findings.report(
          scalar.at(),
          FaultKind.INVALID_CHOICE,
          word,
          choice.what(),
          choice.words().size() == 1
              ? "use " + choice.words().get(0)
              : Suggestion.remedy(word, choice.words(), "there are"));
    }
    return null;
  }

  /** True or false; null if it is not there or neither, which is reported. */
  @Nullable Boolean flag(Key key) {
    Scalar scalar = scalar(key);
    if (scalar == null) {
      return null;
    }
    // what YAML takes for a truth value
    return switch (scalar.trimmed()) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> {
        findings.report(
            scalar.at(),
            FaultKind.INVALID_CHOICE,
            scalar.text(),
            "value of '" + key.name() + "'",
            "write true or false");
        yield null;
      }
    };
  }

  /** Milliseconds of a duration that may be zero; null if it is not there or faulty. */
  @Nullable Long duration(Key key) {
    return duration(key, 0);
  }

  /** Milliseconds of a duration above zero; null if it is not there or faulty. */
  @Nullable Long positiveDuration(Key key) {
    return duration(key, 1);
  }

  /** Milliseconds of a duration from a second on; null if it is not there or faulty. */
  @Nullable Long hop(Key key) {
    return duration(key, Durations.SECOND);
  }

  private @Nullable Long duration(Key key, long least) {
    Scalar scalar = scalar(key);
    if (scalar == null) {
      return null;
    }
    String example = key.example();
    OptionalLong millis = Durations.parse(scalar.text());
    if (millis.isEmpty()) {
      findings.report(scalar.at(), FaultKind.INVALID_DURATION, scalar.text(), "'" + example + "'");
      return null;
    }
    String problem = "";
    if (millis.getAsLong() > Durations.MAX) {
      problem = "more than a hundred years";
    } else if (millis.getAsLong() < 0) {
      problem = "negative";
    } else if (millis.getAsLong() < least) {
      problem = millis.getAsLong() == 0 ? "no time at all" : "less than a second";
    }
    if (!problem.isEmpty()) {
      findings.report(
          scalar.at(),
          FaultKind.DURATION_OUT_OF_RANGE,
          "'" + key.name() + "'",
          scalar.text(),
          problem,
          "it like '" + example + "'");
      return null;
    }
    return millis.getAsLong();
  }
}
