package io.freshet.defs.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the reference page are generated; the text around them is written by hand. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("../docs/reference/definitions.md");
  private static final Pattern BLOCK =
      Pattern.compile("(<!-- generated: (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
  private static final List<Shape> SHAPES =
      List.of(
          PipelineKeys.SHAPE,
          SourceKeys.SHAPE,
          EventTimeKeys.SHAPE,
          DeduplicateKeys.SHAPE,
          HistoryKeys.SHAPE,
          EntityKeys.SHAPE,
          ViewKeys.SHAPE,
          ViewKeys.ONLINE_SHAPE,
          ViewKeys.OFFLINE_SHAPE,
          ViewKeys.SOURCE_SHAPE,
          FeatureKeys.SHAPE,
          PivotKeys.SHAPE,
          PivotKeys.VALUE_SHAPE,
          FeatureKeys.WINDOW_SHAPE,
          DerivedKeys.SHAPE);

  @Test
  void tablesFollowTheDeclarations() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> tables = new LinkedHashMap<>();
    SHAPES.forEach(shape -> tables.put(shape.title(), keys(shape)));
    tables.put("faults", faults());
    StringBuilder wanted = new StringBuilder();
    Matcher matcher = BLOCK.matcher(page);
    while (matcher.find()) {
      String table = tables.remove(matcher.group(2));
      assertThat(table).as("table '%s'", matcher.group(2)).isNotNull();
      matcher.appendReplacement(
          wanted, Matcher.quoteReplacement(matcher.group(1) + table + matcher.group(3)));
    }
    matcher.appendTail(wanted);
    assertThat(tables.keySet()).as("tables that the page lacks").isEmpty();
    Path written = Files.writeString(Path.of("target/definitions.md"), wanted);
    assertThat(page).as("%s; the wanted text is in %s", PAGE, written).isEqualTo(wanted.toString());
  }

  private static String keys(Shape shape) {
    StringBuilder table =
        new StringBuilder("| key | value | without it | meaning |\n|---|---|---|---|\n");
    for (Key key : shape.keys()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  key.name(),
                  cell(value(key.form())),
                  key.isRequired() ? "*must be there*" : cell(key.fallback()),
                  cell(key.meaning())));
    }
    return table.toString();
  }

  private static String value(Form form) {
    if (form instanceof Form.ObjectOf object) {
      return link(object.shape());
    }
    if (form instanceof Form.Either either) {
      return either.single().expected() + " or " + link(either.shape());
    }
    if (form instanceof Form.ListOf list) {
      return "a list of " + value(list.item());
    }
    return form.expected();
  }

  private static String link(Shape shape) {
    return "[" + shape.title() + "](#" + shape.title().toLowerCase(Locale.ROOT) + ")";
  }

  private static String faults() {
    StringBuilder table =
        new StringBuilder("| code | what is wrong | what to do |\n|---|---|---|\n");
    for (FaultKind kind : FaultKind.values()) {
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(kind.code(), template(kind.problem()), template(kind.remedy())));
    }
    return table.toString();
  }

  private static String template(String text) {
    return cell(text).replace("*", "\\*").replaceAll("\\{([a-z]+)}", "*$1*");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
