package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.EventLog;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What a job in this process shares with whoever started it: operators are serialized on their way
 * into the job, so they carry the run's id and look it up.
 */
final class LocalRun implements AutoCloseable {
  private static final Map<String, LocalRun> RUNS = new ConcurrentHashMap<>();
  private static final AtomicLong IDS = new AtomicLong();

  private final String id = "run-" + IDS.incrementAndGet();
  private final EventLog log;
  private final Stopwatch watch;
  private final Consumer<Object> results;
  private final CompletableFuture<Void> ending = new CompletableFuture<>();

  private LocalRun(EventLog log, Stopwatch watch, Consumer<Object> results) {
    this.log = log;
    this.watch = watch;
    this.results = results;
  }

  /**
   * Opens a run.
   *
   * @param results takes what the subject emits, in its thread
   */
  static LocalRun open(EventLog log, Stopwatch watch, Consumer<Object> results) {
    LocalRun run = new LocalRun(log, watch, results);
    RUNS.put(run.id, run);
    return run;
  }

  /** The open run with this id. */
  static LocalRun of(String id) {
    return Objects.requireNonNull(RUNS.get(id), "the run is over");
  }

  String id() {
    return id;
  }

  EventLog log() {
    return log;
  }

  Stopwatch watch() {
    return watch;
  }

  Consumer<Object> results() {
    return results;
  }

  /** Complete when the source may end; until then it stays silent after its last event. */
  CompletableFuture<Void> ending() {
    return ending;
  }

  @Override
  public void close() {
    ending.complete(null);
    RUNS.remove(id);
  }
}
