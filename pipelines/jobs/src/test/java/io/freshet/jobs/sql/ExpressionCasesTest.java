package io.freshet.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.Compiled;
import io.freshet.defs.DefinitionCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions with Flink's planner behind them: a folder each, with the faults that are expected.
 */
class ExpressionCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void faultsAreThoseExpected(Path folder) throws IOException {
    String actual =
        compile(folder).faults().stream().map(fault -> fault + "\n").collect(Collectors.joining());
    Path expected = folder.resolve("expected.txt");
    if (!Files.exists(expected) || !Files.readString(expected).equals(actual)) {
      Path written = Path.of("target/cases").resolve(folder.getFileName()).resolve("actual.txt");
      Files.createDirectories(written.getParent());
      Files.writeString(written, actual);
    }
    assertThat(actual).as(folder.toString()).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "retail", "retail-files"})
  void examplesHaveNoFaults(String example) {
    assertThat(compile(Path.of("../../feature-defs", example)).faults()).isEmpty();
  }

  private static Compiled compile(Path folder) {
    return new DefinitionCompiler(
            new FlinkExpressionTyper(),
            subject -> {
              throw new IOException("no registry in this test");
            },
            Map.of("DATA", "/data"))
        .compile(folder);
  }
}
