package io.freshet.local.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What child processes find on this machine. */
final class Host {

  private static final Set<String> VARIABLES =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");

  private Host() {}

  /**
   * Leaves a few plain variables. Others would be read: by each JVM ({@code JAVA_TOOL_OPTIONS}), by
   * the registry (any name can be a setting), by Flink.
   */
  static void restrict(Map<String, String> environment) {
    environment.keySet().retainAll(VARIABLES);
  }

  /** The first executable of that name on the {@code PATH}. */
  static Optional<Path> find(String program) {
    String path = System.getenv("PATH");
    return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, program))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The Java launcher of the running JVM. */
  static String java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }

  /**
   * What to put before a command so that it runs in a session of its own, out of reach of the
   * terminal's signals and of signals to the parent's process group. Empty where there is no {@code
   * setsid} (macOS).
   */
  static List<String> ownSession() {
    return find("setsid").map(Path::toString).map(List::of).orElse(List.of());
  }
}
