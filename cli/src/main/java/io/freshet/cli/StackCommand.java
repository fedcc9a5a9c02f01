package io.freshet.cli;

import io.freshet.local.processes.DetachedStack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet stack}. */
@Command(
    name = "stack",
    description = "Kafka, a schema registry and Redis on this machine, without Docker.",
    subcommands = {StackCommand.Up.class, StackCommand.Down.class, StackCommand.Status.class},
    footer = {"", "Example:", "  ./freshet stack up --env local.yaml"})
final class StackCommand implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "up, down or status is missing");
  }

  /** Which stack. */
  private static final class Place {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description =
            "Where the stack keeps its data; by default $$FRESHET_HOME/stack, else "
                + "~/.freshet/stack.")
    private @Nullable Path directory;

    DetachedStack stack() {
      return DetachedStack.in(directory == null ? DetachedStack.defaultDirectory() : directory);
    }
  }

  /** {@code freshet stack up}. */
  @Command(
      name = "up",
      description = "Starts the stack with the data it had, and leaves it running.",
      footer = {"", "Example:", "  ./freshet stack up --env local.yaml"})
  static final class Up implements Callable<Integer> {
    private final Console console;
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private Place place = new Place();

    @Option(
        names = "--env",
        paramLabel = "FILE",
        description = "Write the environment file that other verbs take to FILE.")
    private @Nullable Path environment;

    @Option(names = "--fresh", description = "Start without the data of earlier runs.")
    private boolean fresh;

    Up(Console console, Session session) {
      this.console = console;
    }

    @Override
    public Integer call() {
      StackAnswer answer = new StackService(place.stack(), console::say).up(fresh, environment);
      return console.show(answer, common);
    }
  }

  /** {@code freshet stack down}. */
  @Command(
      name = "down",
      description = "Stops the stack. Its data stay.",
      footer = {"", "Example:", "  ./freshet stack down"})
  static final class Down implements Callable<Integer> {
    private final Console console;
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private Place place = new Place();

    Down(Console console, Session session) {
      this.console = console;
    }

    @Override
    public Integer call() {
      return console.show(new StackService(place.stack(), console::say).down(), common);
    }
  }

  /** {@code freshet stack status}. */
  @Command(
      name = "status",
      description = "Asks each server for a sign of life. Exit code 2 if one does not answer.",
      footer = {"", "Example:", "  ./freshet stack status --json"})
  static final class Status implements Callable<Integer> {
    private final Console console;
    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private Place place = new Place();

    Status(Console console, Session session) {
      this.console = console;
    }

    @Override
    public Integer call() {
      return console.show(new StackService(place.stack(), console::say).status(), common);
    }
  }
}
