package io.freshet.local.processes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A local stack that stays when the command that started it ends: {@code ./freshet stack}.
 *
 * <p>A supervisor, a JVM of its own, runs a {@link LocalStack} with its data in a directory. The
 * data survive {@link #down()} and {@link #up}, and so do the addresses as long as nobody else
 * takes the ports. Commands on one directory wait for each other.
 */
public final class DetachedStack {

  private static final Duration UP_PATIENCE = Duration.ofSeconds(120);
  private static final Duration DOWN_PATIENCE = Duration.ofSeconds(60);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;

  /** What {@link #up} and {@link #down} found. */
  public enum Outcome {
    /** The stack was as asked for already. */
    UNCHANGED,
    /** The stack was started or stopped. */
    DONE
  }

  private final Path directory;

  private DetachedStack(Path directory) {
    this.directory = directory;
  }

  /** The stack whose data are in {@code directory}, running or not. */
  public static DetachedStack in(Path directory) {
    return new DetachedStack(directory.toAbsolutePath());
  }

  /** {@code $FRESHET_HOME/stack}, or {@code ~/.freshet/stack}. */
  public static Path defaultDirectory() {
    String home = System.getenv("FRESHET_HOME");
    Path root =
        home == null || home.isBlank()
            ? Path.of(System.getProperty("user.home"), ".freshet")
            : Path.of(home);
    return root.resolve("stack");
  }

  /** The directory of the stack. */
  public Path directory() {
    return directory;
  }

  /**
   * Starts the stack with the data it had, and waits until all servers answer.
   *
   * @param progress takes a line for people at each step
   * @throws StackException if it does not come up; nothing runs then
   */
  public Outcome up(Consumer<String> progress) {
    return exclusively(
        () -> {
          if (holder().isPresent()) {
            awaitState();
            return Outcome.UNCHANGED;
          }
          launch(progress);
          return Outcome.DONE;
        });
  }

  /**
   * Starts the stack without any data of before.
   *
   * @throws StackException if the stack is up: its data are not deleted under it
   */
  public void upFresh(Consumer<String> progress) {
    exclusively(
        () -> {
          if (holder().isPresent()) {
            throw new StackException(
                StackException.Code.ALREADY_UP,
                "The stack in " + directory + " is up and cannot start without its data.",
                "its data are in use",
                "stop it first (freshet stack down)");
          }
          for (StackService service : StackService.values()) {
            FileTree.delete(directory.resolve(service.label()));
          }
          FileTree.delete(directory.resolve("offline"));
          launch(progress);
          return Outcome.DONE;
        });
  }

  private void launch(Consumer<String> progress) throws IOException {
    Files.deleteIfExists(StackState.file(directory));
    SupervisorLaunch supervisor = SupervisorLaunch.in(directory);
    try {
      boolean ready =
          await(
              UP_PATIENCE,
              () -> {
                supervisor.forward(progress);
                return !supervisor.isAlive() || Files.exists(StackState.file(directory));
              });
      supervisor.forward(progress);
      if (!ready || !supervisor.isAlive()) {
        throw supervisor.failure();
      }
    } catch (RuntimeException e) {
      supervisor.kill();
      throw e;
    }
  }

  /** Waits for a supervisor that an earlier, interrupted command has started. */
  private void awaitState() throws IOException {
    await(UP_PATIENCE, () -> Files.exists(StackState.file(directory)) || !isHeld());
    if (StackState.read(directory).isEmpty()) {
      throw down("its start, by an earlier command, has not succeeded");
    }
  }

  /**
   * Stops the stack. The data stay.
   *
   * @throws StackException if it cannot be stopped
   */
  public Outcome down() {
    return exclusively(
        () -> {
          Optional<SupervisorLock.Holder> supervisor = holder();
          if (supervisor.isEmpty()) {
            Files.deleteIfExists(StackState.file(directory));
            return Outcome.UNCHANGED;
          }
          Optional<StackState> state = StackState.read(directory);
          supervisor.flatMap(SupervisorLock.Holder::process).ifPresent(ProcessHandle::destroy);
          if (!await(DOWN_PATIENCE, () -> !isHeld())) {
            supervisor
                .flatMap(SupervisorLock.Holder::process)
                .ifPresent(ProcessHandle::destroyForcibly);
          }
          if (!await(KILL_PATIENCE, () -> !isHeld() && state.stream().noneMatch(this::runs))) {
            throw new StackException(
                StackException.Code.NOT_STOPPED,
                "The stack in " + directory + " could not be stopped.",
                "the supervisor (pid " + supervisor.get().pid() + ") or a server still runs",
                "look at them with ps, and end them by hand");
          }
          Files.deleteIfExists(StackState.file(directory));
          return Outcome.DONE;
        });
  }

  private boolean runs(StackState state) {
    return state.pids().values().stream()
        .anyMatch(pid -> ProcessHandle.of(pid).filter(p -> isOurs(p, state)).isPresent());
  }

  /** Not a later process that was given the same id. */
  private static boolean isOurs(ProcessHandle process, StackState state) {
    return process.isAlive()
        && process.info().startInstant().map(at -> at.isBefore(state.started())).orElse(true);
  }

  /** Asks each server for a sign of life. */
  public StackStatus status() {
    try {
      Optional<SupervisorLock.Holder> holder = holder();
      if (holder.isEmpty()) {
        return StackStatus.DOWN;
      }
      Optional<StackState> state = StackState.read(directory);
      return new StackStatus(
          OptionalLong.of(holder.get().pid()),
          state.map(StackState::started),
          state.map(ServiceCheck::all).orElse(List.of()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * An environment file for this stack.
   *
   * @throws StackException if the stack is down
   */
  public String environmentYaml() {
    try {
      return StackState.read(directory)
          .filter(state -> isHeld())
          .map(state -> state.addresses().yaml())
          .orElseThrow(() -> down("it was stopped, or never started"));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Optional<SupervisorLock.Holder> holder() throws IOException {
    return SupervisorLock.holder(directory);
  }

  private boolean isHeld() {
    try {
      return holder().isPresent();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private StackException down(String cause) {
    return new StackException(
        StackException.Code.NOT_RUNNING,
        "The stack in " + directory + " is down.",
        cause,
        "start it (freshet stack up), and see " + SupervisorLaunch.log(directory));
  }

  private StackException unreadable(IOException reason) {
    return StackException.files("The state of the stack in " + directory + " is unusable.", reason);
  }

  private interface Command {
    Outcome run() throws IOException;
  }

  /** One command at a time, over all processes. */
  private synchronized Outcome exclusively(Command command) {
    try {
      Files.createDirectories(directory);
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve("command.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        return command.run();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static boolean await(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw StackException.interrupted("waiting for the stack", e);
      }
    }
    return true;
  }
}
