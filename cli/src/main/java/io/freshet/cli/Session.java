package io.freshet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a command has open, and its temporary files. All of that goes when the command ends, and as
 * well when the process is told to end: then the command gets a moment to end by itself, what is
 * still open is closed, the last first, and the temporary files are deleted. Thread-safe.
 */
final class Session implements AutoCloseable {
  private static final String TEMPORARY = "java.io.tmpdir";
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread owner = Thread.currentThread();
  private @Nullable Path temporary;
  private volatile boolean interrupted;

  private Session() {}

  /** A session of the calling thread, which ends with the process at the latest. */
  static Session open() {
    Session session = new Session();
    Runtime.getRuntime().addShutdownHook(new Thread(session::interrupt, "freshet-shutdown"));
    return session;
  }

  /**
   * A directory that goes with the session. From the first call on the temporary files of Flink and
   * of native libraries go there too; those of {@link Files} do not, they know their place already.
   */
  synchronized Path temporaryFiles() {
    Path known = temporary;
    if (known == null) {
      String name = "freshet-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
      try {
        known = Files.createDirectory(Path.of(System.getProperty(TEMPORARY), name));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot make a directory for temporary files", e);
      }
      System.setProperty(TEMPORARY, known.toString());
      temporary = known;
    }
    return known;
  }

  /** Has something closed with the session; closing it twice must do no harm. */
  synchronized <T extends AutoCloseable> T keep(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /**
   * Whether the process was told to end. A command that asks now and then can end in order, within
   * a moment; what it has open is closed under it then.
   */
  boolean isInterrupted() {
    return interrupted;
  }

  @Override
  public void close() {
    closeAll();
    ended.countDown();
    deleteTemporaryFiles();
  }

  private void interrupt() {
    interrupted = ended.getCount() > 0;
    if (interrupted && !awaitEnd()) {
      closeAll();
      owner.interrupt();
      awaitEnd();
    }
    deleteTemporaryFiles();
  }

  private boolean awaitEnd() {
    try {
      return ended.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void closeAll() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // the others are to be closed all the same, and nobody is left to be told
      }
    }
  }

  private synchronized void deleteTemporaryFiles() {
    if (temporary != null) {
      TemporaryFiles.delete(temporary);
      System.setProperty(TEMPORARY, String.valueOf(temporary.getParent()));
    }
  }
}
