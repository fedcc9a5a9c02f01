package io.freshet.cli;

import io.freshet.local.processes.DetachedStack;
import io.freshet.local.processes.DetachedStack.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts, stops and asks a stack that outlives the command. */
final class StackService {
  private final DetachedStack stack;
  private final Consumer<String> progress;

  StackService(DetachedStack stack, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /**
   * Starts the stack.
   *
   * @param fresh whether the data of earlier runs go
   * @param environment where the environment file goes; null: only into the stack's directory
   */
  StackAnswer up(boolean fresh, @Nullable Path environment) {
    Outcome outcome = Outcome.DONE;
    if (fresh) {
      stack.upFresh(progress);
    } else {
      outcome = stack.up(progress);
    }
    Path file = environment == null ? stack.directory().resolve("environment.yaml") : environment;
    write(file, stack.environmentYaml());
    return new StackAnswer(
        outcome == Outcome.DONE ? "the stack is up" : "the stack was up already",
        stack.directory(),
        stack.status(),
        Optional.of(file),
        ExitCode.DONE);
  }

  StackAnswer down() {
    Outcome outcome = stack.down();
    return new StackAnswer(
        outcome == Outcome.DONE ? "the stack is down" : "the stack was down already",
        stack.directory(),
        stack.status(),
        Optional.empty(),
        ExitCode.DONE);
  }

  StackAnswer status() {
    var status = stack.status();
    String text = "the stack is up";
    int exitCode = ExitCode.DONE;
    if (status.supervisor().isEmpty()) {
      text = "the stack is down";
    } else if (status.started().isEmpty()) {
      text = "the stack is starting";
    } else if (!status.isHealthy()) {
      text = "the stack is up, but not all of its servers answer";
      exitCode = ExitCode.FAILED;
    }
    return new StackAnswer(text, stack.directory(), status, Optional.empty(), exitCode);
  }

  private static void write(Path file, String yaml) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new InputException(
          "cannot write the environment file " + file + " (" + e + "); choose another", e);
    }
  }
}
