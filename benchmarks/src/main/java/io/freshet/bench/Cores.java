package io.freshet.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which cores a measured process gets, in the form that {@code taskset -c} takes. */
public final class Cores {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String ALLOWED = "Cpus_allowed_list:";

  private Cores() {}

  /** The last core that this process may use; null where processes cannot be pinned. */
  public static @Nullable String last() throws IOException {
    return last(1);
  }

  /**
   * The last cores that this process may use, fewer if there are fewer; null where processes cannot
   * be pinned.
   */
  public static @Nullable String last(int count) throws IOException {
    if (!hasTaskset() || !Files.isReadable(STATUS)) {
      return null;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> last(count, line.substring(ALLOWED.length()).strip()))
        .findFirst()
        .orElse(null);
  }

  /** The last cores of a list such as {@code 0-3,8}. */
  static String last(int count, String list) {
    List<Integer> cores =
        Arrays.stream(list.split(",")).flatMapToInt(Cores::range).boxed().toList();
    return cores.subList(Math.max(0, cores.size() - count), cores.size()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static IntStream range(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? IntStream.of(Integer.parseInt(text))
        : IntStream.rangeClosed(
            Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }

  private static boolean hasTaskset() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }
}
