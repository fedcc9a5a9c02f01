package io.freshet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the freshet command in a process of its own, with a temporary directory of its own. */
final class FreshetProcess {
  private static final long MINUTES = 6;

  /** How a command ended. */
  record Result(int exitCode, String out, String err) {
    /** The last line of the output. */
    JsonNode json() throws IOException {
      List<String> lines = out.strip().lines().toList();
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
  }

  private final Path directory;
  private final Path temporary;

  FreshetProcess(Path directory) throws IOException {
    this.directory = directory;
    this.temporary = Files.createDirectories(directory.resolve("tmp"));
  }

  Result run(String... arguments) throws Exception {
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    Process process =
        command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(
          "still running after " + MINUTES + " minutes:\n" + Files.readString(err));
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** The command, not started yet. */
  ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String open : List.of("java.util", "java.lang", "java.nio", "java.time")) {
      command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dfreshet.home=" + root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.freshet.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("FRESHET_HOME", directory.resolve("home").toString());
    return builder;
  }

  /** What commands have left in the temporary directory. */
  List<Path> leftovers() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).toList();
    }
  }

  /** Processes that name this directory in their command line. */
  List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(handle -> handle.info().commandLine())
        .flatMap(Optional::stream)
        .filter(line -> line.contains(directory.toString()))
        .toList();
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("freshet"))) {
      path = Objects.requireNonNull(path.getParent(), "a folder with the file 'freshet'");
    }
    return path;
  }
}
