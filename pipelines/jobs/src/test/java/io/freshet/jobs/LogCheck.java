package io.freshet.jobs;

import io.freshet.sinks.delta.read.LoggedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a log against the naive evaluator and against the rows that a reader saw online. */
final class LogCheck {
  private record Version(long featureTimestamp, long sequence) {}

  private final Map<String, List<NaiveLog.Row>> expected;
  private final Map<String, List<LoggedRow>> log;
  private final long lastKill;
  private final Set<Long> generations = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private long later;

  /**
   * @param log rows of each key, oldest version first
   * @param lastKill when the job was killed for the last time
   */
  LogCheck(
      Map<String, List<NaiveLog.Row>> expected, Map<String, List<LoggedRow>> log, long lastKill) {
    this.expected = expected;
    this.log = log;
    this.lastKill = lastKill;
    log.forEach(this::order);
    if (generations.size() != 1) {
      faults.add("generations " + generations);
    }
    for (String key : log.keySet()) {
      if (!expected.containsKey(key)) {
        faults.add(key + " is unknown");
      }
    }
  }

  /** Checks a user of whom a reader saw these rows. */
  void add(String user, List<LoggedRow> seen) {
    Map<Version, LoggedRow> logged = new HashMap<>();
    log.getOrDefault(user, List.of()).forEach(row -> logged.put(version(row), row));
    List<NaiveLog.Row> rows = expected.getOrDefault(user, List.of());
    for (NaiveLog.Row row : rows) {
      compare(user, version(row), row.values(), logged.remove(version(row)));
    }
    logged.forEach((version, row) -> fault(user, version, "was not to be logged"));
    log.getOrDefault(user, List.of()).forEach(row -> logged.put(version(row), row));
    seen.forEach(row -> online(user, row, logged.get(version(row))));
    if (!rows.isEmpty()) {
      LoggedRow last = seen.get(seen.size() - 1);
      NaiveLog.Row naive = rows.get(rows.size() - 1);
      if (!version(last).equals(version(naive))) {
        fault(user, version(naive), "is not the last row online, but " + last);
      }
    }
  }

  /** What was found, at most a hundred of each. */
  List<String> faults() {
    return faults.size() > 100 ? faults.subList(0, 100) : faults;
  }

  /**
   * Number of rows that were available earlier than the log says. A replayed row that finds a newer
   * one online gets the time of that one.
   */
  long later() {
    return later;
  }

  /** No version twice, and by the log no readable row was followed by an older one. */
  private void order(String key, List<LoggedRow> rows) {
    LoggedRow before = null;
    TreeMap<Long, LoggedRow> readable = new TreeMap<>();
    for (LoggedRow row : rows) {
      generations.add(row.generation());
      if (before != null && !row.isNewerThan(before)) {
        fault(key, version(row), "is logged twice");
      }
      readable.put(row.availableAt(), row);
      before = row;
    }
    before = null;
    for (LoggedRow row : readable.values()) {
      if (before != null && !row.isNewerThan(before)) {
        fault(
            key,
            version(row),
            "is readable since %d, the newer %s since %d"
                .formatted(row.availableAt(), version(before), before.availableAt()));
      }
      before = row;
    }
  }

  private void compare(
      String key, Version version, @Nullable Object[] values, @Nullable LoggedRow logged) {
    if (logged == null) {
      fault(key, version, "is not logged");
    } else if (!Arrays.equals(values, logged.values())) {
      fault(key, version, Arrays.toString(logged.values()) + " not " + Arrays.toString(values));
    }
  }

  private void online(String key, LoggedRow seen, @Nullable LoggedRow logged) {
    if (logged == null) {
      fault(key, version(seen), "was online, and is not in the log");
      return;
    }
    if (logged.generation() != seen.generation()
        || !Arrays.equals(logged.values(), seen.values())) {
      fault(key, version(seen), "was online with " + Arrays.toString(seen.values()));
    }
    if (logged.availableAt() == seen.availableAt()) {
      return;
    }
    later++;
    if (logged.availableAt() < seen.availableAt() || logged.availableAt() > lastKill) {
      fault(
          key,
          version(seen),
          "was available at " + seen.availableAt() + ", not at " + logged.availableAt());
    }
  }

  private void fault(String key, Version version, String what) {
    faults.add(key + " " + version + " " + what);
  }

  private static Version version(LoggedRow row) {
    return new Version(row.featureTimestamp(), row.sequence());
  }

  private static Version version(NaiveLog.Row row) {
    return new Version(row.featureTimestamp(), row.sequence());
  }
}
