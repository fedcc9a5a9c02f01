package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A server as a child process: free ports, ready when it answers, restarted where it was.
 *
 * <p>The first start takes the ports that an earlier run in the same directory had, or free ones,
 * and tries others if somebody else was faster. From then on the ports are fixed. Thread-safe;
 * {@link #close()} also ends a start that is under way.
 */
final class ServerProcess implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final int QUOTED_LINES = 25;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final String name;
  private final Path directory;
  private final int portCount;
  private final Duration startPatience;
  private final Server server;
  private final AtomicReference<@Nullable ChildProcess> process = new AtomicReference<>();
  private volatile @Nullable Ports ports;
  private volatile boolean closed;

  ServerProcess(String name, Path directory, int portCount, Duration startPatience, Server server) {
    this.name = name;
    this.directory = directory;
    this.portCount = portCount;
    this.startPatience = startPatience;
    this.server = server;
  }

  /** Starts the server and waits until it answers. Does nothing if it runs. */
  synchronized void start() {
    if (isAlive()) {
      return;
    }
    Ports known = ports;
    if (known != null) {
      launch(known, 1);
      return;
    }
    Path file = directory.resolve("ports");
    Ports chosen = Ports.stored(file, portCount).orElseGet(() -> Ports.free(portCount));
    for (int attempt = 1; !launch(chosen, attempt); attempt++) {
      chosen = Ports.free(portCount);
    }
    ports = chosen;
    try {
      chosen.store(file);
    } catch (IOException e) {
      throw StackException.files("The ports of " + name + " could not be stored.", e);
    }
  }

  /** False if another process has one of the ports, and a further attempt is due. */
  private boolean launch(Ports candidate, int attempt) {
    ChildProcess child;
    try {
      Path temporary = directory.resolve("tmp");
      FileTree.delete(temporary);
      Files.createDirectories(temporary);
      child = ChildProcess.start(name, server.prepare(candidate, temporary), directory);
    } catch (IOException e) {
      throw StackException.files("The files of " + name + " could not be prepared.", e);
    }
    process.set(child);
    boolean started = false;
    try {
      started = awaitReady(candidate, child, attempt);
      return started;
    } finally {
      if (!started) {
        child.kill();
      }
    }
  }

  private boolean awaitReady(Ports candidate, ChildProcess child, int attempt) {
    long end = System.nanoTime() + startPatience.toNanos();
    Optional<Exception> last = Optional.empty();
    while (System.nanoTime() < end) {
      if (closed) {
        throw notStarted("it was closed while it started", "start it again");
      }
      if (!child.isAlive()) {
        if (attempt < ATTEMPTS && ports == null && portWasTaken(candidate, child)) {
          return false;
        }
        throw notStarted(
            "it ended with code " + child.exitCode().orElse(-1) + "; " + quote(child),
            "see the whole log; a port in use or too little memory are the usual reasons");
      }
      try {
        if (server.isReady(candidate, child)) {
          return true;
        }
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        throw StackException.interrupted("waiting for " + name, e);
      } catch (Exception e) {
        last = Optional.of(e);
        pause();
      }
    }
    throw new StackException(
        StackException.Code.NOT_READY,
        "%s runs, but was not ready within %d s (ports %s)."
            .formatted(name, startPatience.toSeconds(), candidate.numbers()),
        last.map(e -> "the last attempt failed with " + e + "; ").orElse("") + quote(child),
        "see the whole log; on a busy machine try again when it is idle",
        last.orElse(null));
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw StackException.interrupted("waiting for " + name, e);
    }
  }

  private static boolean portWasTaken(Ports ports, ChildProcess child) {
    return !ports.allFree()
        || String.join(" ", child.lastLines(200)).toLowerCase(Locale.ROOT).contains("in use");
  }

  private StackException notStarted(String cause, String remedy) {
    return new StackException(
        StackException.Code.NOT_STARTED, name + " did not start.", cause, remedy);
  }

  private static String quote(ChildProcess child) {
    return LogTail.quote(child.log(), child.lastLines(QUOTED_LINES));
  }

  /** Stops the server in order. Does nothing if it does not run. */
  synchronized void stop() {
    ChildProcess child = process.getAndSet(null);
    if (child != null) {
      child.stop(STOP_PATIENCE);
    }
  }

  /** Kills the server. Does nothing if it does not run. */
  void kill() {
    ChildProcess child = process.get();
    if (child != null) {
      child.kill();
    }
  }

  synchronized void restart() {
    stop();
    start();
  }

  boolean isAlive() {
    ChildProcess child = process.get();
    return child != null && child.isAlive();
  }

  ChildProcess process() {
    ChildProcess child = process.get();
    if (child == null) {
      throw notRunning();
    }
    return child;
  }

  Ports ports() {
    Ports known = ports;
    if (known == null) {
      throw notRunning();
    }
    return known;
  }

  Path directory() {
    return directory;
  }

  private StackException notRunning() {
    return new StackException(
        StackException.Code.NOT_RUNNING,
        name + " does not run.",
        "it was stopped, or never started",
        "start it first");
  }

  @Override
  public void close() {
    closed = true;
    stop();
  }
}
