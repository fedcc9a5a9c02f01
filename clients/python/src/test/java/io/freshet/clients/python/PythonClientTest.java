package io.freshet.clients.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The Python client's own tests, where there is a {@code python3} that can run them. */
class PythonClientTest {

  @Test
  void testsInPythonPass() throws Exception {
    assumeTrue(PythonProcess.canRun(), PythonProcess.NEEDED);

    PythonProcess run = PythonProcess.run("-m", "unittest", "discover", "--verbose", "-s", "tests");
    // how many there were, and why some were skipped
    run.output()
        .lines()
        .filter(line -> line.contains(" skipped ") || line.matches("(Ran |OK).*"))
        .forEach(System.out::println);
    assertThat(run.exitCode()).as("python3 says:\n%s", run.output()).isZero();
    assertThat(run.output()).contains("test_rows_are_read");
  }
}
