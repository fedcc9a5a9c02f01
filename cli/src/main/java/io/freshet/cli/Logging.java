package io.freshet.cli;

import java.nio.file.Path;

/** Where the log goes. To be settled before anything is logged. */
final class Logging {
  private static final String CONFIGURATION = "log4j2.configurationFile";
  private static final String FILE = "freshet.log.file";

  private Logging() {}

  /** Writes the log to a file instead of errors to the terminal. */
  static void toFile(Path file) {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(FILE, file.toAbsolutePath().toString());
      System.setProperty(CONFIGURATION, "classpath:freshet-log-file.xml");
    }
  }
}
