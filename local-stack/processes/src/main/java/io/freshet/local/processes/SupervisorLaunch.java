package io.freshet.local.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A supervisor that was just started, as the command that started it sees it. */
final class SupervisorLaunch {

  private final Process process;
  private final LogTail log;
  private int forwarded;

  private SupervisorLaunch(Process process, LogTail log) {
    this.process = process;
    this.log = log;
  }

  static Path log(Path directory) {
    return directory.resolve("supervisor.log");
  }

  /** Starts a supervisor that outlives this JVM, the terminal and their signals. */
  static SupervisorLaunch in(Path directory) throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    JavaCommand java =
        JavaCommand.ofClass(
            List.of(
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                property(Installation.BROKER_PROPERTY, Installation.brokerLib()),
                property(Installation.REGISTRY_PROPERTY, Installation.registryHome())),
            classPath(),
            StackSupervisor.class.getName());
    List<String> line = new ArrayList<>(Host.ownSession());
    line.addAll(List.of("sh", "-c", "trap '' HUP INT; exec \"$@\"", "freshet-stack"));
    line.addAll(java.line(temporary, directory.toString()));
    LogTail log = LogTail.from(log(directory));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
    Host.restrict(builder.environment());
    return new SupervisorLaunch(builder.start(), log);
  }

  private static String property(String name, Path value) {
    return "-D" + name + "=" + value;
  }

  /** Ours, with entries that do not depend on the working directory. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands on the lines of its log that are meant for people and were not handed on before. */
  void forward(Consumer<String> progress) {
    List<String> lines =
        log.lastLines(Integer.MAX_VALUE).stream()
            .filter(line -> line.startsWith(StackSupervisor.PROGRESS))
            .map(line -> line.substring(StackSupervisor.PROGRESS.length()))
            .toList();
    lines.subList(Math.min(forwarded, lines.size()), lines.size()).forEach(progress);
    forwarded = lines.size();
  }

  StackException failure() {
    return new StackException(
        StackException.Code.NOT_STARTED,
        "The stack did not come up.",
        LogTail.quote(log.file(), log.lastLines(30)),
        "see the whole log and those of the servers beside it");
  }
}
