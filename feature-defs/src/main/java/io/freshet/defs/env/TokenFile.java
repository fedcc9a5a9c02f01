package io.freshet.defs.env;

import io.freshet.defs.Fault;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.read.Causes;
import io.freshet.defs.read.Variables;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlList;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlReader;
import io.freshet.defs.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of bearer tokens: callers by name, with the token of each and the views that it
 * opens.
 *
 * <pre>{@code
 * ranking: {token: "${RANKING_TOKEN}", views: [user_engagement]}
 * notebooks: {sha256: 2bb80d53..., views: ["*"]}
 * }</pre>
 *
 * A secret stands in an environment variable, or only its digest is known. Messages show keys,
 * never values.
 */
public final class TokenFile {
  private static final String TOKEN = "token";
  private static final String SHA256 = "sha256";
  private static final String VIEWS = "views";
  private static final List<String> KEYS = List.of(TOKEN, SHA256, VIEWS);
  private static final String EXAMPLE = "ranking: {token: \"${TOKEN}\", views: [\"*\"]}";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final Map<String, String> variables;
  private final Findings findings = new Findings();
  private final List<Entry> entries = new ArrayList<>();

  private TokenFile(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * A caller. {@code toString()} shows no secret.
   *
   * @param secret the token; null if only its digest is known
   * @param sha256 its SHA-256 in hexadecimal digits; null if the token is known
   * @param views names of the views that it opens; {@code *} for all
   */
  public record Entry(
      String name, @Nullable String secret, @Nullable String sha256, Set<String> views) {
    public Entry {
      views = Set.copyOf(views);
    }

    @Override
    public String toString() {
      return "Entry[name=" + name + ", views=" + views + "]";
    }
  }

  /**
   * Reads a file.
   *
   * @param variables values for {@code ${NAME}}
   * @throws EnvironmentException if the file is at fault
   */
  public static List<Entry> read(Path file, Map<String, String> variables)
      throws EnvironmentException {
    TokenFile reader = new TokenFile(variables);
    reader.readFile(file);
    if (!reader.findings.isEmpty()) {
      throw new EnvironmentException(
          reader.findings.all().stream().map(Fault::of).sorted().toList());
    }
    return List.copyOf(reader.entries);
  }

  private void readFile(Path file) {
    Position start = Position.startOf(file.toString());
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      findings.report(start, FaultKind.FILE_UNREADABLE, Causes.of(e));
      return;
    }
    List<YamlValue> documents = YamlReader.read(file.toString(), text, findings);
    if (documents.size() == 1 && documents.get(0) instanceof YamlMap map) {
      map.distinct(findings).forEach(this::readEntry);
    } else if (findings.isEmpty()) {
      wrong(start, "a file of tokens", "one mapping of names", "something else", EXAMPLE);
    }
    if (entries.isEmpty() && findings.isEmpty()) {
      findings.report(start, FaultKind.MISSING_KEY, "this file", "token", "'" + EXAMPLE + "'");
    }
  }

  private void readEntry(YamlMap.Entry entry) {
    String name = entry.key().text();
    if (!(entry.value() instanceof YamlMap map)) {
      wrong(entry.value().at(), "'" + name + "'", "a mapping", entry.value().describe(), EXAMPLE);
      return;
    }
    String secret = null;
    String sha256 = null;
    Set<String> views = null;
    for (YamlMap.Entry property : map.distinct(findings)) {
      String key = property.key().text();
      switch (key) {
        case TOKEN -> secret = secret(property.value());
        case SHA256 -> sha256 = digest(property.value());
        case VIEWS -> views = views(property.value());
        default ->
            findings.report(
                property.key().at(),
                FaultKind.UNKNOWN_KEY,
                "token '" + name + "'",
                key,
                Suggestion.remedy(key, KEYS, "its keys are"));
      }
    }
    checkKeys(name, map);
    if ((secret == null) != (sha256 == null) && views != null) {
      entries.add(new Entry(name, secret, sha256, views));
    }
  }

  private void checkKeys(String name, YamlMap map) {
    List<String> written = map.entries().stream().map(entry -> entry.key().text()).toList();
    String object = "token '" + name + "'";
    if (!written.contains(TOKEN) && !written.contains(SHA256)) {
      findings.report(map.at(), FaultKind.MISSING_KEY, object, TOKEN, "'token: \"${TOKEN}\"'");
    }
    if (written.contains(TOKEN) && written.contains(SHA256)) {
      findings.report(
          map.at(), FaultKind.NOT_APPLICABLE, SHA256, object + " beside 'token'", "keep one");
    }
    if (!written.contains(VIEWS)) {
      findings.report(map.at(), FaultKind.MISSING_KEY, object, VIEWS, "'views: [\"*\"]'");
    }
  }

  private @Nullable String secret(YamlValue value) {
    String example = "token: \"${TOKEN}\"";
    if (!(value instanceof Scalar scalar) || !VARIABLE.matcher(scalar.trimmed()).matches()) {
      wrong(value.at(), "'token'", "an environment variable", "the secret itself", example);
      return null;
    }
    int before = findings.size();
    String secret = Variables.replace(scalar, variables, findings).strip();
    if (secret.isEmpty() && findings.size() == before) {
      findings.report(value.at(), FaultKind.EMPTY_VALUE, TOKEN);
    }
    return secret.isEmpty() ? null : secret;
  }

  private @Nullable String digest(YamlValue value) {
    if (value instanceof Scalar scalar && DIGEST.matcher(scalar.trimmed()).matches()) {
      return scalar.trimmed();
    }
    wrong(
        value.at(),
        "'sha256'",
        "64 hexadecimal digits",
        "something else",
        "what 'printf %s \"$TOKEN\" | sha256sum' says");
    return null;
  }

  private @Nullable Set<String> views(YamlValue value) {
    Set<String> views = new LinkedHashSet<>();
    if (value instanceof YamlList list) {
      if (list.items().isEmpty()) {
        findings.report(
            value.at(), FaultKind.EMPTY_LIST, VIEWS, "name views, or write [\"*\"] for all");
      }
      for (YamlValue item : list.items()) {
        if (item instanceof Scalar scalar && !scalar.isNull()) {
          views.add(scalar.trimmed());
        } else {
          wrong(item.at(), "a view", "its name", item.describe(), "views: [user_engagement]");
        }
      }
    } else {
      wrong(value.at(), "'views'", "a list", value.describe(), "views: [user_engagement]");
    }
    return views.isEmpty() ? null : views;
  }

  private void wrong(Position at, String what, String expected, String actual, String example) {
    findings.report(at, FaultKind.WRONG_TYPE, what, expected, actual, "it like '" + example + "'");
  }
}
