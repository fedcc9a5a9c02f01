package io.freshet.local.processes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Says which supervisor runs in a directory: a file that it keeps locked and that names it.
 *
 * <p>The operating system takes the lock away with the process, so that neither a crash, nor a
 * restart of the machine, nor another process with the same id can look like a running supervisor.
 */
final class SupervisorLock implements AutoCloseable {

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 100;

  private final FileChannel channel;

  /**
   * Who holds the lock.
   *
   * @param pid its process id where it runs, which may be another container
   * @param start when it was started, empty if the operating system does not tell
   */
  record Holder(long pid, String start) {

    static Holder of(ProcessHandle process) {
      return new Holder(
          process.pid(), process.info().startInstant().map(Instant::toString).orElse(""));
    }

    /** The process, if this machine knows it under the same id and start. */
    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid).filter(process -> of(process).equals(this));
    }
  }

  private SupervisorLock(FileChannel channel) {
    this.channel = channel;
  }

  static Path file(Path directory) {
    return directory.resolve("supervisor.pid");
  }

  /** Takes the lock for this process; fails if another has it. */
  static SupervisorLock acquire(Path directory) throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(file(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    // who asks for the holder takes the lock for a moment
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (channel.tryLock() != null) {
        Holder self = Holder.of(ProcessHandle.current());
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(self.pid() + " " + self.start()));
        return new SupervisorLock(channel);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    channel.close();
    throw new IOException(file(directory) + " is locked by another supervisor");
  }

  /** The process that holds the lock; empty if none does. */
  static Optional<Holder> holder(Path directory) throws IOException {
    Path file = file(directory);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        lock.release();
        return Optional.empty();
      }
      String[] words = Files.readString(file, StandardCharsets.US_ASCII).split(" ", -1);
      // a supervisor that has just taken the lock has not written its name yet
      return Optional.of(
          words.length == 2
              ? new Holder(Long.parseLong(words[0]), words[1])
              : new Holder(-1, "unknown"));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
