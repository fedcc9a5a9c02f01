package io.freshet.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of every verb. */
final class CommonOptions {
  @Option(
      names = "--json",
      description = "Print the answer as one JSON object, on the last line of standard output.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write the log to FILE. Without it only errors are shown.")
  private void log(Path file) {
    Logging.toFile(file);
  }

  /** Options of a caller that asks for JSON. */
  static CommonOptions asJson() {
    CommonOptions options = new CommonOptions();
    options.json = true;
    return options;
  }

  boolean json() {
    return json;
  }
}
