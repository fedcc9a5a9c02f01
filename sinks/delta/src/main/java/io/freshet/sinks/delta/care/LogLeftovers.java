package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.util.FileNames;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;

/**
 * Files in the log's folder that serve nothing: temporary ones of writers that ended while they
 * wrote, and checksums of versions whose commits have expired.
 */
final class LogLeftovers {
  /** No commit and no checkpoint takes longer. */
  private static final long UNDER_WAY_MILLIS = Duration.ofDays(1).toMillis();

  private final TableLog log;
  private final Configuration hadoop;
  private final Clock clock;

  LogLeftovers(TableLog log, Configuration hadoop, Clock clock) {
    this.log = log;
    this.hadoop = hadoop;
    this.clock = clock;
  }

  List<StoredFile> find(Snapshot latest) throws IOException {
    long before = clock.millis() - UNDER_WAY_MILLIS;
    long oldest = log.oldestCommit(latest);
    Predicate<String> isLeftover =
        name -> isTemporary(name) || (isChecksum(name) && FileNames.checksumVersion(name) < oldest);
    return StoredFile.log(hadoop, log.path()).stream()
        .filter(file -> file.modifiedAt() < before)
        .filter(file -> isLeftover.test(name(file)))
        .toList();
  }

  /** Deletes them; answers how many there were. */
  int delete(Snapshot latest) throws IOException {
    List<StoredFile> found = find(latest);
    for (StoredFile file : found) {
      file.delete(hadoop, log.path());
    }
    return found.size();
  }

  private static String name(StoredFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private static boolean isTemporary(String name) {
    return name.startsWith(".") && (name.endsWith(".tmp") || name.endsWith(".unfinished"));
  }

  private static boolean isChecksum(String name) {
    return FileNames.isChecksumFile(name);
  }
}
