package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Deletes files that nobody needs any more.
 *
 * <p><b>Needed for reading</b> is what a version has that was the newest one at some time within
 * the retention. These are the files of the version that was the newest when the retention began,
 * and all that were added since; the log is read to know them, so that neither the clocks of
 * writers nor the age of a file matter, and a file that a restore has brought back counts like any
 * other.
 *
 * <p><b>Needed for recovery</b> may be what no version has had yet: files that are being written,
 * or that a savepoint holds as a commit to come. They look like those that a failure has left
 * behind, and only age tells them apart: they are kept for the longer retention of orphans. A file
 * that the log has named once is none of these: the table remembers the commits that it has had,
 * and takes none of them again.
 *
 * <p>So of what is not needed for reading goes what is older than the retention of orphans, and
 * what the log names; that again can only be a file that was closed before the retention began.
 */
final class Vacuum {
  private static final int BATCH = 500;

  private final TableLog log;
  private final Configuration hadoop;
  private final Clock clock;
  private final VacuumOptions options;
  private final Consumer<String> progress;

  Vacuum(
      TableLog log,
      Configuration hadoop,
      Clock clock,
      VacuumOptions options,
      Consumer<String> progress) {
    this.log = log;
    this.hadoop = hadoop;
    this.clock = clock;
    this.options = options;
    this.progress = progress;
  }

  VacuumResult run() throws IOException {
    long now = clock.millis();
    Snapshot latest = log.latest();
    String partition = TableShape.of(latest).schema().partition();
    long retained = now - options.retention().toMillis();
    long first = log.versionAt(latest, retained);
    Set<String> live = paths(latest);
    Set<String> needed = paths(log.at(first));
    needed.addAll(added(first + 1, latest.getVersion()));
    needed.addAll(live);

    int keptForVersions = 0;
    List<StoredFile> candidates = new ArrayList<>();
    for (StoredFile file : StoredFile.data(hadoop, log.path(), partition)) {
      if (!needed.contains(file.path())) {
        candidates.add(file);
      } else if (!live.contains(file.path())) {
        keptForVersions++;
      }
    }
    List<StoredFile> chosen = choose(candidates, latest, first, now);
    boolean deletes = options.mode() == VacuumOptions.Mode.DELETE;
    List<StoredFile> deleted = deletes ? delete(chosen, latest.getVersion()) : chosen;
    return new VacuumResult(
        deleted.stream().map(StoredFile::path).toList(),
        deleted.stream().mapToLong(StoredFile::size).sum(),
        cleanLog(latest),
        keptForVersions,
        candidates.size() - chosen.size());
  }

  /** The log last, as it says what may be deleted; answers how many files of it went. */
  private int cleanLog(Snapshot latest) throws IOException {
    LogCleanup cleanup = new LogCleanup(log, hadoop, clock);
    return options.mode() == VacuumOptions.Mode.DELETE
        ? cleanup.run(latest)
        : cleanup.leftovers(latest).size();
  }

  private List<StoredFile> choose(
      List<StoredFile> candidates, Snapshot latest, long first, long now) {
    long orphaned = now - options.orphanRetention().toMillis();
    long retained = now - options.retention().toMillis();
    // one that was closed later than that would have been named later, and so be needed
    long oldest =
        candidates.stream()
            .mapToLong(StoredFile::modifiedAt)
            .filter(time -> time > orphaned && time <= retained)
            .min()
            .orElse(Long.MAX_VALUE);
    Set<String> named =
        oldest == Long.MAX_VALUE ? Set.of() : added(log.versionAt(latest, oldest), first);
    return candidates.stream()
        .filter(file -> file.modifiedAt() <= orphaned || named.contains(file.path()))
        .toList();
  }

  /** A version that has come meanwhile may have brought files back. */
  private List<StoredFile> delete(List<StoredFile> files, long version) throws IOException {
    List<StoredFile> deleted = new ArrayList<>();
    Set<String> back = new HashSet<>();
    long known = version;
    for (int start = 0; start < files.size(); start += BATCH) {
      List<StoredFile> batch = files.subList(start, Math.min(start + BATCH, files.size()));
      long newest = log.latest().getVersion();
      back.addAll(added(known + 1, newest));
      known = newest;
      for (StoredFile file : batch) {
        if (!back.contains(file.path())) {
          file.delete(hadoop, log.path());
          deleted.add(file);
        }
      }
      progress.accept("deleted " + deleted.size() + " of " + files.size() + " files");
    }
    return deleted;
  }

  private Set<String> paths(Snapshot snapshot) {
    Set<String> paths = new HashSet<>();
    LiveFile.all(log.engine(), snapshot)
        .values()
        .forEach(file -> paths.add(StoredFile.unescaped(file.path())));
    return paths;
  }

  private Set<String> added(long from, long to) {
    return log.addedFiles(
        from,
        to,
        version -> {
          if (version % BATCH == 0) {
            progress.accept("reading the log, version " + version);
          }
        });
  }
}
