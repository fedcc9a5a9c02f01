package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.internal.DeltaLogActionUtils.DeltaAction;
import io.delta.kernel.internal.actions.RemoveFile;
import io.freshet.sinks.delta.table.Backoff;
import io.freshet.sinks.delta.table.TableMetadata;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Gives a table the rows that it had at a version, by one commit on top: what was removed since is
 * added again, and what was added since is removed. What the table tells of its rows goes back with
 * them. Columns that have come since stay, with NULL; the table also goes on knowing all commits
 * that it has had.
 */
final class Restore {
  private static final int ATTEMPTS = 100;

  private final TableLog log;
  private final Configuration hadoop;
  private final Clock clock;

  Restore(TableLog log, Configuration hadoop, Clock clock) {
    this.log = log;
    this.hadoop = hadoop;
    this.clock = clock;
  }

  /** Restores a version. */
  RestoreResult to(long version) throws IOException {
    Snapshot latest = log.latest();
    long oldest = log.oldest(latest);
    if (version < oldest || version > latest.getVersion()) {
      throw new CareException(
          "there is no version "
              + version
              + " to restore; the log of "
              + log.path()
              + " has versions "
              + oldest
              + " to "
              + latest.getVersion());
    }
    Snapshot then = log.at(version);
    Map<String, LiveFile> wanted = LiveFile.all(log.engine(), then);
    Backoff backoff = new Backoff(ATTEMPTS);
    while (true) {
      Snapshot now = log.latest();
      Map<String, LiveFile> live = LiveFile.all(log.engine(), now);
      List<LiveFile> back = without(wanted, live);
      List<LiveFile> away = without(live, wanted);
      if (back.isEmpty() && away.isEmpty()) {
        return new RestoreResult(version, now.getVersion(), 0, 0);
      }
      checkThere(version, now, back);
      try {
        long made =
            log.commitAfter(now, "restore", actions(back, away), t -> tellAgain(t, then, now));
        checkThere(made, log.latest(), back);
        return new RestoreResult(version, made, back.size(), away.size());
      } catch (ConcurrentWriteException | MaxCommitRetryLimitReachedException e) {
        backoff.pauseAfter(e);
      }
    }
  }

  private static List<LiveFile> without(Map<String, LiveFile> files, Map<String, LiveFile> others) {
    return files.values().stream().filter(file -> !others.containsKey(file.key())).toList();
  }

  private List<Row> actions(List<LiveFile> back, List<LiveFile> away) {
    long now = clock.millis();
    List<Row> actions = new ArrayList<>(back.size() + away.size());
    away.forEach(file -> actions.add(FileActions.remove(file, now)));
    back.forEach(file -> actions.add(FileActions.addAgain(file)));
    return actions;
  }

  /** What the table tells of its rows, such as a watermark, goes back with them. */
  private static void tellAgain(Transaction transaction, Snapshot then, Snapshot now) {
    Optional<String> told = then.getDomainMetadata(TableMetadata.DOMAIN);
    if (!told.equals(now.getDomainMetadata(TableMetadata.DOMAIN))) {
      told.ifPresentOrElse(
          json -> transaction.addDomainMetadata(TableMetadata.DOMAIN, json),
          () -> transaction.removeDomainMetadata(TableMetadata.DOMAIN));
    }
  }

  /** Also after the commit: a vacuum may have been under way. */
  private void checkThere(long version, Snapshot latest, List<LiveFile> files) throws IOException {
    for (LiveFile file : files) {
      if (!isThere(file.path())) {
        throw new CareException(
            "version "
                + version
                + " of "
                + log.path()
                + " needs the file "
                + file.path()
                + ", which is gone, as after a vacuum; restore version "
                + oldestWhole(latest)
                + " or a later one");
      }
    }
  }

  /**
   * The oldest version from which on every one up to the newest has all of its files. Walks back
   * through the log: what a commit removed, the version before it had.
   */
  private long oldestWhole(Snapshot latest) throws IOException {
    Map<Long, List<String>> removed = new HashMap<>();
    long oldest = log.oldest(latest);
    log.readCommits(
        oldest + 1,
        latest.getVersion(),
        Set.of(DeltaAction.REMOVE),
        (version, time, action) -> {
          if (!action.isNullAt(0)) {
            removed
                .computeIfAbsent(version, v -> new ArrayList<>())
                .add(new RemoveFile(action.getStruct(0)).getPath());
          }
        });
    for (long version = latest.getVersion(); version > oldest; version--) {
      for (String path : removed.getOrDefault(version, List.of())) {
        if (!isThere(path)) {
          return version;
        }
      }
    }
    return oldest;
  }

  private boolean isThere(String path) throws IOException {
    return StoredFile.exists(hadoop, log.path(), StoredFile.unescaped(path));
  }
}
