package io.freshet.clients.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code python3} did.
 *
 * @param exitCode 0 if all was well
 * @param output what it said, errors among the rest
 */
record PythonProcess(int exitCode, String output) {
  static final String NEEDED =
      "The tests of the Python client are skipped: they need python3, 3.9 or newer, on the path.";

  /** Exits with 0 if the interpreter is one that the client supports. */
  private static final String IS_SUPPORTED = "import sys; sys.exit(sys.version_info < (3, 9))";

  /** Whether there is one that can run the client; says so if there is not. */
  static boolean canRun() throws InterruptedException {
    boolean canRun;
    try {
      canRun = run("-c", IS_SUPPORTED).exitCode() == 0;
    } catch (IOException e) {
      canRun = false;
    }
    if (!canRun) {
      System.out.println(NEEDED);
    }
    return canRun;
  }

  static PythonProcess run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("python3");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("FRESHET_FULL", System.getProperty("freshet.full", "false"));
    Process python = builder.redirectErrorStream(true).start();
    try {
      python.getOutputStream().close();
      String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new PythonProcess(python.waitFor(), output);
    } finally {
      python.destroyForcibly();
    }
  }
}
