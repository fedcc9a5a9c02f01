package io.freshet.local.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends when this JVM ends, however this JVM ends.
 *
 * <p>The process is started by a small shell script, the tether. The standard input of the tether
 * is a pipe whose other end only this JVM holds. When the JVM is gone, even by {@code SIGKILL}, the
 * operating system closes the pipe; the tether reads the end of its input and kills the process. So
 * nothing has to be registered, cleaned up or found again.
 *
 * <p>The tether ignores the signals of a terminal and runs in a session of its own where the
 * machine offers that: Ctrl-C reaches only this JVM, whose shutdown hooks can then stop its
 * children in order.
 *
 * <p>The process sees a small set of environment variables, and writes its output to {@code
 * NAME.log} in its working directory, after what earlier runs wrote there. Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

  /**
   * Prints the id of the process, kills the process at the end of the input, and ends with the
   * process. The input is read by a second process because a shell cannot wait for two things.
   * Signals are ignored only when the process has been forked, which must not inherit that.
   */
  private static final String TETHER =
      """
      exec 3<&0
      (exec "$@" </dev/null >&2 3<&-) &
      child=$!
      trap '' HUP INT QUIT TERM
      echo "$child"
      exec >/dev/null
      (while read -r line <&3; do :; done; kill -9 "$child") 2>/dev/null &
      watcher=$!
      exec 3<&-
      wait "$child"
      status=$?
      kill -9 "$watcher" 2>/dev/null
      exit "$status"
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Process tether;
  private final long pid;
  private final Optional<ProcessHandle> process;
  private final LogTail log;

  private ChildProcess(String name, Process tether, long pid, LogTail log) {
    this.name = name;
    this.tether = tether;
    this.pid = pid;
    this.process = ProcessHandle.of(pid);
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param name names the log file and the process in messages
   * @param command the program and its arguments
   * @param directory the working directory; made if it is missing
   * @throws StackException if the process cannot be started. A program that does not exist is not
   *     noticed here: such a process is just not alive
   */
  public static ChildProcess start(String name, List<String> command, Path directory) {
    try {
      Files.createDirectories(directory);
      LogTail log = LogTail.from(directory.resolve(name + ".log"));
      List<String> line = new ArrayList<>(Host.ownSession());
      line.addAll(List.of("sh", "-c", TETHER, name));
      line.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
      Host.restrict(builder.environment());
      Process tether = builder.start();
      return new ChildProcess(name, tether, readPid(tether), log);
    } catch (IOException | NumberFormatException e) {
      throw new StackException(
          StackException.Code.NOT_STARTED,
          "The process " + name + " could not be started in " + directory + ".",
          String.valueOf(e),
          "check that a POSIX sh is on the PATH and that the directory is writable",
          e);
    }
  }

  private static long readPid(Process tether) throws IOException {
    BufferedReader output = tether.inputReader();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the tether ended before it started the process");
    }
    return Long.parseLong(line.strip());
  }

  /** The id of the process itself, not of its tether. */
  public long pid() {
    return pid;
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return tether.isAlive() || process.map(ProcessHandle::isAlive).orElse(false);
  }

  /** The exit code, 128 plus the signal for a killed process; empty while it runs. */
  public OptionalInt exitCode() {
    return tether.isAlive() ? OptionalInt.empty() : OptionalInt.of(tether.exitValue());
  }

  /**
   * Kills the process ({@code SIGKILL}) and waits for its end. Does nothing if it has ended.
   *
   * @throws StackException if the process does not even end then
   */
  public void kill() {
    process.ifPresent(ProcessHandle::destroyForcibly);
    if (!awaitEnd(PATIENCE)) {
      throw new StackException(
          StackException.Code.NOT_STOPPED,
          "The process " + name + " (pid " + pid + ") did not end after SIGKILL.",
          "it waits in the operating system, or belongs to another user",
          "look at it with ps, and end it by hand");
    }
  }

  /**
   * Asks the process to end ({@code SIGTERM}), and kills it if it has not after {@code timeout}.
   */
  public void stop(Duration timeout) {
    process.ifPresent(ProcessHandle::destroy);
    if (!awaitEnd(timeout)) {
      kill();
    }
  }

  /** Waits for the end of the process; false if it still runs after {@code timeout}. */
  public boolean awaitEnd(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      if (!tether.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      while (isAlive()) {
        if (System.nanoTime() > end) {
          return false;
        }
        Thread.sleep(10);
      }
      return true;
    } catch (InterruptedException e) {
      throw StackException.interrupted("waiting for the end of " + name, e);
    }
  }

  /** The file that holds the output of the process. */
  public Path log() {
    return log.file();
  }

  /** The last lines that this process wrote, at most {@code n}; empty if it wrote none. */
  public List<String> lastLines(int n) {
    return log.lastLines(n);
  }

  /** Stops the process. */
  @Override
  public void close() {
    stop(PATIENCE);
  }

  @Override
  public String toString() {
    return name + " (pid " + pid + ")";
  }
}
