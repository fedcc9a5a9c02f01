package io.freshet.jobs;

import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that reads the rows of all users again and again, remembers each row that it sees, and
 * each time that a row went back or changed under the same version.
 */
final class OnlineWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000;

  private final OnlineStore store;
  private final OnlineReader reader;
  private final String pipeline;
  private final String view;
  private final List<String> users;
  private final Map<String, List<LoggedRow>> seen = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final Thread thread = new Thread(this::run, "online-watch");
  private volatile boolean stopped;

  OnlineWatch(String uri, String pipeline, String view, List<String> users) {
    this.store = OnlineStore.at(uri);
    this.reader = new OnlineReader(store);
    this.pipeline = pipeline;
    this.view = view;
    this.users = List.copyOf(users);
    users.forEach(user -> seen.put(user, new CopyOnWriteArrayList<>()));
  }

  void start() {
    thread.start();
  }

  /** Number of rows seen so far, each once. */
  long rows() {
    return rows.get();
  }

  /** Number of reads so far. */
  long reads() {
    return reads.get();
  }

  /** Sequence of a user's row that was seen last; 0 before the first. */
  long sequence(String user) {
    List<LoggedRow> of = rows(user);
    return of.isEmpty() ? 0 : of.get(of.size() - 1).sequence();
  }

  /** Rows of a user in the order in which they were seen. */
  List<LoggedRow> rows(String user) {
    return seen.getOrDefault(user, List.of());
  }

  /** What was wrong. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void run() {
    while (!stopped) {
      try {
        List<CompletableFuture<Optional<OnlineRow>>> answers = new ArrayList<>(users.size());
        for (String user : users) {
          answers.add(reader.get(pipeline, view, user));
        }
        for (int i = 0; i < answers.size(); i++) {
          String user = users.get(i);
          answers.get(i).join().ifPresentOrElse(row -> take(user, row), () -> absent(user));
        }
        reads.addAndGet(users.size());
      } catch (RuntimeException e) {
        faults.add("a read failed: " + e);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void absent(String user) {
    if (!rows(user).isEmpty()) {
      faults.add(user + " has no row any more");
    }
  }

  private void take(String user, OnlineRow online) {
    LoggedRow row =
        new LoggedRow(
            online.featureTimestamp(),
            online.sequence(),
            online.generation(),
            online.availableAt(),
            online.values().values().toArray());
    List<LoggedRow> before = rows(user);
    LoggedRow last = before.isEmpty() ? null : before.get(before.size() - 1);
    if (last == null || row.isNewerThan(last)) {
      before.add(row);
      rows.incrementAndGet();
      if (last != null && row.availableAt() < last.availableAt()) {
        faults.add(user + " is available earlier: " + text(last) + ", then " + text(row));
      }
    } else if (last.isNewerThan(row)) {
      faults.add(user + " went back from " + text(last) + " to " + text(row));
    } else if (!text(last).equals(text(row))) {
      faults.add(user + " changed from " + text(last) + " to " + text(row));
    }
  }

  private static String text(LoggedRow row) {
    return "%d/%d/%d since %d %s"
        .formatted(
            row.generation(),
            row.featureTimestamp(),
            row.sequence(),
            row.availableAt(),
            Arrays.toString(row.values()));
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
    store.close();
  }
}
