package io.freshet.bench.windows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.RunSpec;
import io.freshet.bench.windows.subject.SubjectMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run in a JVM of its own, with this process's class path; on one core, if the machine has {@code
 * taskset}. Events per second of CPU count all of the JVM's threads: the job's, the collector's,
 * the compiler's and RocksDB's.
 */
final class SubjectProcess {
  private static final int TAIL = 40;

  private final String heap;
  private final @Nullable String core;
  private final Path directory;

  /**
   * @param heap for -Xmx
   * @param core the core that it may use; null for all
   * @param directory for its files
   */
  SubjectProcess(String heap, @Nullable String core, Path directory) {
    this.heap = heap;
    this.core = core;
    this.directory = directory;
  }

  /**
   * Runs.
   *
   * @param laps takes a line for each lap
   * @throws IOException if it fails; the message holds its last words
   */
  Measurement run(RunSpec spec, Consumer<String> laps) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Process process = new ProcessBuilder(command(spec)).redirectErrorStream(true).start();
    Thread killer = new Thread(process::destroyForcibly, "kill-subject");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      return read(spec, process, laps);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  private Measurement read(RunSpec spec, Process process, Consumer<String> laps)
      throws IOException, InterruptedException {
    Deque<String> tail = new ArrayDeque<>();
    String found = null;
    String lap = spec.workload().label() + " " + spec.subject().label() + ": ";
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("{")) {
          found = line;
        } else if (line.startsWith(lap)) {
          laps.accept(line);
        } else {
          tail.add(line);
          if (tail.size() > TAIL) {
            tail.remove();
          }
        }
      }
    }
    int status = process.waitFor();
    if (status != 0 || found == null) {
      throw new IOException(
          lap + "the run failed with status " + status + "\n" + String.join("\n", tail));
    }
    return new ObjectMapper().readValue(found, Measurement.class);
  }

  private List<String> command(RunSpec spec) {
    List<String> command = new ArrayList<>();
    if (core != null) {
      command.addAll(List.of("taskset", "-c", core));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + directory,
            "-cp",
            Objects.requireNonNull(System.getProperty("java.class.path"))));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            SubjectMain.class.getName(),
            spec.workload().label(),
            spec.subject().label(),
            String.valueOf(spec.stream().events()),
            String.valueOf(spec.stream().keys())));
    return command;
  }
}
