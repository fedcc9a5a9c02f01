package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.snapshot.MetadataCleanup;
import java.io.IOException;
import java.time.Clock;

/**
 * Deletes commits and checkpoints of the log that are older than {@code delta.logRetentionDuration}
 * and that no younger version needs, unless {@code delta.enableExpiredLogCleanup} is false.
 *
 * <p>Kernel has this, but does it only with the checkpoint of a snapshot that was loaded as the
 * newest one. The checkpoints that it makes after commits are of a version that it loads by its
 * number, so that the log of a table that is only written to would grow forever.
 */
final class LogCleanup {
  private static final String PROTECTED = "checkpointProtection";

  private final TableLog log;
  private final Clock clock;

  LogCleanup(TableLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Deletes what has expired; answers how many files that were. */
  int run(Snapshot latest) throws IOException {
    boolean allowed =
        TableConfig.EXPIRED_LOG_CLEANUP_ENABLED.fromMetadata(latest.getMetadata())
            && !latest.getProtocol().getWriterFeatures().contains(PROTECTED);
    if (!allowed) {
      return 0;
    }
    long retention = TableConfig.LOG_RETENTION.fromMetadata(latest.getMetadata());
    return Math.toIntExact(
        MetadataCleanup.cleanupExpiredLogs(
            log.engine(), clock::millis, latest.getDataPath(), retention));
  }
}
