package io.freshet.bench.offline.join;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs processes, one after the other, on chosen cores, and takes their time. */
final class TimedProcess {
  private static final int TAIL = 40;
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final String PEAK = "VmHWM:";

  private final @Nullable String cores;
  private final Path folder;

  /**
   * @param cores what they may use, for {@code taskset}; null for all
   * @param folder for what they print
   */
  TimedProcess(@Nullable String cores, Path folder) {
    this.cores = cores;
    this.folder = folder;
  }

  /**
   * Runs.
   *
   * @throws IOException if it fails; the message holds its last words
   */
  Timing run(List<String> command) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    List<String> pinned = new ArrayList<>();
    if (cores != null) {
      pinned.addAll(List.of("taskset", "-c", cores));
    }
    pinned.addAll(command);
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(pinned)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread killer = new Thread(process::destroyForcibly, "kill-process");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      return watch(process, begun, output);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  private static Timing watch(Process process, long begun, Path output)
      throws IOException, InterruptedException {
    long peak = 0;
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process));
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    List<String> lines = Files.readAllLines(output);
    if (process.exitValue() != 0) {
      throw new IOException(
          "the process failed with status "
              + process.exitValue()
              + "\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
    }
    return new Timing(seconds, inside(lines), cpu.toMillis() / 1e3, peak);
  }

  /** The last line that is an object may tell. */
  private static @Nullable Double inside(List<String> lines) throws IOException {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith("{")) {
        JsonNode seconds = new ObjectMapper().readTree(lines.get(i)).path("seconds");
        return seconds.isNumber() ? seconds.doubleValue() : null;
      }
    }
    return null;
  }

  private static long peak(Process process) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // it has ended, or the system has no such files
      return 0;
    }
  }
}
