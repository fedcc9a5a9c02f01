package io.freshet.defs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Folders of definitions beside what becomes of them. */
final class Cases {
  static final Path FAULTS = Path.of("src/test/resources/cases");
  static final Path GOOD = Path.of("src/test/resources/good");
  static final List<Path> EXAMPLES =
      List.of(Path.of("shop"), Path.of("retail"), Path.of("retail-files"));
  private static final Path ACTUAL = Path.of("target/cases");
  private static final String SUBJECT_SCHEMA =
      """
      {"type": "record", "name": "Event", "fields": [
        {"name": "user_id", "type": "string"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
      """;

  private Cases() {}

  static List<Path> in(Path folder) {
    try (Stream<Path> cases = Files.list(folder)) {
      return cases.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Compiled compile(Path folder) {
    return new DefinitionCompiler(
            new TestingExpressionTyper(), Cases::schema, Map.of("DATA", "/data"))
        .compile(folder.toAbsolutePath());
  }

  private static String schema(String subject) throws IOException {
    if (subject.equals("events-value")) {
      return SUBJECT_SCHEMA;
    }
    throw new IOException("it has no subject '" + subject + "'");
  }

  /** Faults or plan of a folder, as text that does not depend on where the folder is. */
  static String outcome(Path folder) {
    Compiled compiled = compile(folder);
    String text =
        compiled.plan() != null
            ? PlanText.of(compiled.plan())
            : String.join("\n", compiled.faults().stream().map(Fault::toString).toList()) + "\n";
    return text.replace(folder.toAbsolutePath().toString(), "<folder>")
        .replace(Path.of("").toAbsolutePath().toString(), "<module>");
  }

  /** Compares with a file of a case; leaves the actual text under target if it differs. */
  static void check(Path folder, String file, String actual) throws IOException {
    Path expected = folder.resolve(file);
    String wanted = Files.exists(expected) ? Files.readString(expected) : "";
    Path written = ACTUAL.resolve(folder.getFileName()).resolve("actual.txt");
    if (wanted.equals(actual)) {
      Files.deleteIfExists(written);
      return;
    }
    Files.createDirectories(ACTUAL.resolve(folder.getFileName()));
    Files.writeString(written, actual);
    assertThat(actual).as("%s, see %s", expected, written).isEqualTo(wanted);
  }
}
