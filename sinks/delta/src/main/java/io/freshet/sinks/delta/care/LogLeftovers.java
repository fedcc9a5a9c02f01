package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.util.FileNames;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;

/**
 * Files in the log's folder that serve nothing: temporary ones of writers that ended while they
 * wrote, and checksums of versions whose commits have expired, which {@link LogCleanup} leaves.
 */
final class LogLeftovers {
  private final TableLog log;
  private final Configuration hadoop;

  LogLeftovers(TableLog log, Configuration hadoop) {
    this.log = log;
    this.hadoop = hadoop;
  }

  /** Those that were last written before a time. */
  List<StoredFile> find(Snapshot latest, long before) throws IOException {
    long oldest = log.oldestCommit(latest);
    Predicate<String> isLeftover =
        name -> isTemporary(name) || (isChecksum(name) && FileNames.checksumVersion(name) < oldest);
    return StoredFile.log(hadoop, log.path()).stream()
        .filter(file -> file.modifiedAt() < before)
        .filter(file -> isLeftover.test(name(file)))
        .toList();
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
