package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.snapshot.MetadataCleanup;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes commits and checkpoints of the log that are older than {@code delta.logRetentionDuration}
 * and that no younger version needs, unless {@code delta.enableExpiredLogCleanup} is false; and
 * {@link LogLeftovers}.
 *
 * <p>Kernel has the former, but does it only with the checkpoint of a snapshot that was loaded as
 * the newest one. The checkpoints that it makes after commits are of a version that it loads by its
 * number, so that the log of a table that is only written to would grow forever.
 *
 * <p><b>Why nobody misses a file.</b> Commits go only up to a whole checkpoint which is itself
 * older than the retention, and which stays; a checkpoint gets its name when all of it is written.
 * So the newest version is read as before, and so is each that was the newest one within the
 * retention. A reader or writer could miss a file only if it had begun to read the log before the
 * retention did. Several clean-ups at once do no harm: a file that is gone counts for none of them.
 */
final class LogCleanup {
  private static final Logger LOG = LoggerFactory.getLogger(LogCleanup.class);

  private final TableLog log;
  private final Clock clock;
  private final LogLeftovers leftovers;

  LogCleanup(TableLog log, Configuration hadoop, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.leftovers = new LogLeftovers(log, hadoop, clock);
  }

  /** Deletes what has expired, and leftovers; answers how many files that were. */
  int run(Snapshot latest) throws IOException {
    int expired = isAllowed(latest) ? deleteExpired(latest) : 0;
    return expired + leftovers.delete(latest);
  }

  /** The leftovers that there are now; what has expired leaves more. */
  List<StoredFile> leftovers(Snapshot latest) throws IOException {
    return leftovers.find(latest);
  }

  private int deleteExpired(Snapshot latest) throws IOException {
    long retention = TableConfig.LOG_RETENTION.fromMetadata(latest.getMetadata());
    return Math.toIntExact(
        MetadataCleanup.cleanupExpiredLogs(
            log.engine(), clock::millis, latest.getDataPath(), retention));
  }

  /** Whether somebody else decides what of the log goes. */
  private static boolean isKept(Protocol protocol) {
    String protection = TableFeatures.CHECKPOINT_PROTECTION_W_FEATURE.featureName();
    return protocol.getWriterFeatures().contains(protection)
        || TableFeatures.isCatalogManagedSupported(protocol);
  }

  /** Only those who may write to a table may take from its log. */
  private static boolean isAllowed(Snapshot latest) {
    try {
      TableFeatures.validateKernelCanWriteToTable(
          latest.getProtocol(), latest.getMetadata(), latest.getPath());
    } catch (KernelException e) {
      LOG.warn("The log of {} is not cleaned", latest.getPath(), e);
      return false;
    }
    return TableConfig.EXPIRED_LOG_CLEANUP_ENABLED.fromMetadata(latest.getMetadata())
        && !isKept(latest.getProtocol());
  }
}
