package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Log4j settings for a child process: to the standard output, which its log file takes. */
final class LogSettings {

  private static final String SETTINGS =
      """
      status = error
      rootLogger.level = %s
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %%d{yyyy-MM-dd HH:mm:ss.SSS} %%-5p %%c{1} - %%m%%n
      """;

  private LogSettings() {}

  /** Writes the settings and gives the JVM argument that names them. */
  static String write(Path directory, String level) throws IOException {
    Path file = directory.resolve("log4j2.properties").toAbsolutePath();
    Files.writeString(file, SETTINGS.formatted(level));
    return "-Dlog4j2.configurationFile=" + file;
  }
}
