package io.freshet.clients.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Python client's own tests, where there is a {@code python3} that can run them. */
class PythonClientTest {
  private static final Path TESTS = Path.of("tests");

  /** Exits with 0 if the interpreter is one that the client supports. */
  private static final String IS_SUPPORTED = "import sys; sys.exit(sys.version_info < (3, 9))";

  private static final String NEEDED =
      "The tests of the Python client are skipped: they need python3, 3.9 or newer, on the path.";

  @Test
  void testsInPythonPass() throws Exception {
    boolean canRun = canRun();
    if (!canRun) {
      System.out.println(NEEDED);
    }
    assumeTrue(canRun, NEEDED);

    Run run = run("-m", "unittest", "discover", "--verbose", "-s", TESTS.toString());
    run.outcome().forEach(System.out::println);
    assertThat(run.exitCode()).as("python3 says:\n%s", run.output()).isZero();
    assertThat(run.output()).contains("test_rows_are_read");
  }

  private static boolean canRun() throws InterruptedException {
    try {
      return run("-c", IS_SUPPORTED).exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a run of Python said, its errors among the rest. */
  private record Run(int exitCode, String output) {

    /** How many tests there were, and why some were skipped. */
    List<String> outcome() {
      return output
          .lines()
          .filter(
              line ->
                  line.contains(" skipped ") || line.startsWith("Ran ") || line.startsWith("OK"))
          .toList();
    }
  }

  private static Run run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("python3");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("FRESHET_FULL", System.getProperty("freshet.full", "false"));
    Process python = builder.redirectErrorStream(true).start();
    try {
      python.getOutputStream().close();
      String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(python.waitFor(), output);
    } finally {
      python.destroyForcibly();
    }
  }
}
