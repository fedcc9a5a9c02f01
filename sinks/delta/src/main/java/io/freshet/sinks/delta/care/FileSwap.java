package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.freshet.sinks.delta.table.Backoff;
import io.freshet.sinks.delta.table.DataFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces files of a table by others that hold the same rows.
 *
 * <p>Appends go on beside it: each takes the next version, and so does the swap, which is tried
 * again on top of them. What must not happen is that two swaps take the same files: their rows
 * would then be there twice. So the swap is only committed as the very next version after one of
 * which it is known that it holds all the files to be removed, and Kernel is not let to rebase it
 * on later ones.
 */
final class FileSwap {
  private static final int ATTEMPTS = 100;

  private final TableLog log;
  private final Clock clock;

  FileSwap(TableLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Commits the swap.
   *
   * @param old at least one file, all of one partition
   * @return whether the table has got the new files; if not, somebody else has removed one of the
   *     old ones
   */
  boolean commit(List<LiveFile> old, List<DataFile> replacement) {
    Backoff backoff = new Backoff(ATTEMPTS);
    long before = Long.MAX_VALUE;
    while (true) {
      Snapshot snapshot = log.latest();
      Map<String, LiveFile> live = LiveFile.all(log.engine(), snapshot);
      if (!old.stream().allMatch(file -> live.containsKey(file.key()))) {
        return wasMade(replacement, before, snapshot.getVersion());
      }
      try {
        before = Math.min(before, snapshot.getVersion());
        log.commitAfter(snapshot, "optimize", actions(old, replacement));
        return true;
      } catch (ConcurrentWriteException | MaxCommitRetryLimitReachedException e) {
        backoff.pauseAfter(e);
      }
    }
  }

  /**
   * Whether one of the attempts was made, though it looked as if it had failed. The newest version
   * cannot tell: somebody else may have merged the new files since.
   */
  private boolean wasMade(List<DataFile> replacement, long before, long latest) {
    if (before >= latest) {
      return false;
    }
    Set<String> added = log.addedFiles(before + 1, latest, version -> {});
    return replacement.stream().anyMatch(file -> added.contains(file.path()));
  }

  private List<Row> actions(List<LiveFile> old, List<DataFile> replacement) {
    long now = clock.millis();
    List<Row> actions = new ArrayList<>(old.size() + replacement.size());
    old.forEach(file -> actions.add(FileActions.removeMoved(file, now)));
    replacement.forEach(file -> actions.add(FileActions.addMoved(file, old.get(0))));
    return actions;
  }
}
