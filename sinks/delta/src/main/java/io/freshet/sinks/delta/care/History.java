package io.freshet.sinks.delta.care;

import io.delta.kernel.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the commits of a table say. */
final class History {
  private final TableLog log;

  History(TableLog log) {
    this.log = log;
  }

  /** The newest versions, the newest first. */
  List<TableVersion> newest(int limit) {
    Snapshot latest = log.latest();
    long from = Math.max(log.oldestCommit(latest), latest.getVersion() - limit + 1);
    Collector collector = new Collector();
    log.readCommits(
        from,
        latest.getVersion(),
        VersionReader.ACTIONS,
        (version, time, action) -> collector.at(version, time).accept(action));
    return collector.newestFirst();
  }

  private static final class Collector {
    private final List<TableVersion> versions = new ArrayList<>();
    private @Nullable VersionReader current;

    VersionReader at(long version, long time) {
      VersionReader reader = current;
      if (reader == null || reader.version() != version) {
        finish();
        reader = new VersionReader(version, time);
        current = reader;
      }
      return reader;
    }

    List<TableVersion> newestFirst() {
      finish();
      Collections.reverse(versions);
      return versions;
    }

    private void finish() {
      if (current != null) {
        versions.add(current.toVersion());
      }
    }
  }
}
