package io.freshet.jobs.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports beside the pages that are made of them: a folder each. */
class LeakReportCasesTest {
  private static final Path CASES = Path.of("src/test/resources/leak-reports");

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void pagesAreThoseExpected(Path folder) throws IOException {
    TrainingReport report =
        new ObjectMapper().readValue(folder.resolve("report.json").toFile(), TrainingReport.class);
    String actual = ReportPage.of(report);
    Path expected = folder.resolve("expected.html");
    String wanted = Files.exists(expected) ? Files.readString(expected) : "";
    Path written =
        Path.of("target/leak-reports").resolve(folder.getFileName()).resolve("actual.html");
    if (!wanted.equals(actual)) {
      Files.createDirectories(written.getParent());
      Files.writeString(written, actual);
    }
    assertThat(actual.equals(wanted)).as("%s is not %s", written, expected).isTrue();
    assertThat(ParsedPage.of(actual).root().getTagName()).isEqualTo("html");
  }
}
