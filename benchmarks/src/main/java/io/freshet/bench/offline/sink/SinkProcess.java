package io.freshet.bench.offline.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.bench.Cores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run in a JVM of its own, with this process's class path; on one core, if the machine has {@code
 * taskset}. CPU counts all of the JVM's threads: the job's, the collector's and the compiler's.
 */
final class SinkProcess {
  private static final int TAIL = 40;
  private static final String HEAP = "1g";

  private final Path directory;

  /**
   * @param directory for its files
   */
  SinkProcess(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs.
   *
   * @throws IOException if it fails; the message holds its last words
   */
  Written run(Writer writer, int warmUp, int rows) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(directory.resolve("sink-" + writer.label()));
    Path output = directory.resolve("sink-output");
    List<String> command = command();
    command.addAll(
        List.of(
            writer.label(),
            folder.toAbsolutePath().toString(),
            String.valueOf(warmUp),
            String.valueOf(rows)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread killer = new Thread(process::destroyForcibly, "kill-sink");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      int status = process.waitFor();
      return result(writer, status, Files.readAllLines(output));
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
      delete(folder);
    }
  }

  private static Written result(Writer writer, int status, List<String> lines) throws IOException {
    String found = null;
    for (String line : lines) {
      if (line.startsWith("{")) {
        found = line;
      }
    }
    if (status != 0 || found == null) {
      List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
      throw new IOException(
          writer.label()
              + ": the run failed with status "
              + status
              + "\n"
              + String.join("\n", tail));
    }
    return new ObjectMapper().readValue(found, Written.class);
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    String core = Cores.last();
    if (core != null) {
      command.addAll(List.of("taskset", "-c", core));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + HEAP,
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + directory.toAbsolutePath(),
            "-cp",
            Objects.requireNonNull(System.getProperty("java.class.path"))));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add(SinkMain.class.getName());
    return command;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
