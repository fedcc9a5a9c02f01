package io.freshet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The command in a process of its own, as the launcher starts it, with all its files in one folder.
 */
final class ChildCommand {
  private static final long PATIENCE_SECONDS = 300;

  private final Path folder;

  /**
   * Commands.
   *
   * @param folder takes temporary files and output
   */
  ChildCommand(Path folder) {
    this.folder = folder;
  }

  /**
   * What a command printed.
   *
   * @param exitCode how it ended
   */
  record Result(int exitCode, String out, String err) {
    /** The last line of standard output. */
    JsonNode json() throws IOException {
      List<String> lines = out.lines().toList();
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
  }

  /** Where the command keeps its temporary files. */
  Path temporaryFiles() throws IOException {
    return Files.createDirectories(folder.resolve("tmp"));
  }

  Process start(String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporaryFiles(),
            "-Dfreshet.home=" + checkout(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return await(start(arguments));
  }

  Result await(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Result(process.waitFor(), output("out"), output("err"));
  }

  String output(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Processes, of whomever, that were started with something of our folder in their command. */
  List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }

  private static Path checkout() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("freshet"))) {
      path = Objects.requireNonNull(path.getParent(), "a folder with the file 'freshet'");
    }
    return path;
  }
}
