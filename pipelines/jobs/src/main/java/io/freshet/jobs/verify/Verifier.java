package io.freshet.jobs.verify;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.read.LoggedRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a pipeline has published with the naive evaluator over the same input: for each
 * entity the online row and the last logged row, feature by feature.
 *
 * <p>Source decoding, deduplication and expressions, those of derived features too, are the
 * product's own; windows, as-of times and values are the naive evaluator's.
 */
public final class Verifier {
  static final String ONLINE = "online";
  static final String LOGGED = "logged";
  private static final int MOST_DIFFERENCES = 1_000;
  private static final int READ_AHEAD = 500;
  private static final long PAUSE = 500;

  private final PipelinePlan plan;
  private final Environment environment;
  private final VerifyOptions options;
  private final Consumer<String> progress;
  private final List<Difference> differences = new ArrayList<>();
  private long differencesInAll;
  private long entities;
  private long values;

  private Verifier(
      PipelinePlan plan,
      Environment environment,
      VerifyOptions options,
      Consumer<String> progress) {
    this.plan = plan;
    this.environment = environment;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Verifies a pipeline.
   *
   * @param progress takes lines for people
   * @throws io.freshet.jobs.JobException if the input cannot be read again
   */
  public static VerifyReport verify(
      PipelinePlan plan,
      Environment environment,
      VerifyOptions options,
      Consumer<String> progress) {
    return new Verifier(plan, environment, options, progress).run();
  }

  private VerifyReport run() {
    progress.accept("Reading the input again");
    List<NaiveView> views = plan.views().stream().map(NaiveView::new).toList();
    long[] count = {0};
    Replay.run(
        plan,
        environment,
        event -> {
          views.get(event.view()).take(event);
          if (++count[0] % 100_000 == 0) {
            progress.accept("Read " + count[0] + " events");
          }
        });
    Map<String, Long> byView = new LinkedHashMap<>();
    for (NaiveView view : views) {
      byView.put(view.plan().name(), (long) view.entities().size());
      check(view);
    }
    return new VerifyReport(entities, values, byView, differences, differencesInAll);
  }

  private void check(NaiveView view) {
    Map<String, NaiveView.Entity> sample = sample(view);
    progress.accept("Checking " + sample.size() + " entities of " + view.plan().name());
    entities += sample.size();
    long deadline = System.nanoTime() + options.patience().toNanos();
    RowCheck check = new RowCheck(view.plan(), options);
    List<Difference> found = compare(check, view, sample);
    while (!found.isEmpty() && System.nanoTime() < deadline && pause()) {
      Map<String, NaiveView.Entity> again = new TreeMap<>();
      found.forEach(
          difference -> {
            NaiveView.Entity entity = sample.get(difference.key());
            if (entity != null) {
              again.put(difference.key(), entity);
            }
          });
      found = compare(check, view, again);
    }
    differencesInAll += found.size();
    found.stream().limit(MOST_DIFFERENCES - (long) differences.size()).forEach(differences::add);
    int stores = (environment.online() == null ? 0 : 1) + (environment.offline() == null ? 0 : 1);
    int fields = view.plan().layout(plan.name()).features().size();
    values += (long) sample.size() * fields * stores;
  }

  private Map<String, NaiveView.Entity> sample(NaiveView view) {
    if (options.sample() <= 0 || options.sample() >= view.entities().size()) {
      return view.entities();
    }
    List<String> keys = new ArrayList<>(view.entities().keySet());
    Collections.shuffle(keys, new Random(options.seed()));
    Map<String, NaiveView.Entity> sample = new TreeMap<>();
    keys.subList(0, options.sample()).forEach(key -> sample.put(key, view.entities().get(key)));
    return sample;
  }

  private List<Difference> compare(
      RowCheck check, NaiveView view, Map<String, NaiveView.Entity> sample) {
    List<Difference> found = new ArrayList<>();
    Environment.Online online = environment.online();
    if (online != null) {
      Map<String, RowCheck.Row> rows = onlineRows(online, view.plan(), sample);
      sample.forEach(
          (key, entity) ->
              found.addAll(check.check(key, entity, view.clock(), ONLINE, rows.get(key))));
    }
    Environment.Offline offline = environment.offline();
    if (offline != null) {
      Map<String, LoggedRow> rows = loggedRows(offline, view.plan());
      sample.forEach(
          (key, entity) ->
              found.addAll(check.check(key, entity, view.clock(), LOGGED, row(rows.get(key)))));
      if (options.sample() <= 0) {
        rows.keySet().stream()
            .filter(key -> !view.entities().containsKey(key))
            .filter(key -> options.ended())
            .forEach(key -> found.add(unexpected(view.plan(), key)));
      }
    }
    return found;
  }

  private static Difference unexpected(ViewPlan view, String key) {
    return new Difference(view.name(), key, LOGGED, "*", "none", "a row");
  }

  private Map<String, RowCheck.Row> onlineRows(
      Environment.Online online, ViewPlan view, Map<String, NaiveView.Entity> sample) {
    Map<String, RowCheck.Row> rows = new HashMap<>();
    try (OnlineStore store = OnlineStore.at(online.uri())) {
      OnlineReader reader = new OnlineReader(store);
      Map<String, CompletableFuture<Optional<OnlineRow>>> reads = new LinkedHashMap<>();
      for (String key : sample.keySet()) {
        reads.put(key, reader.get(plan.name(), view.name(), key));
        if (reads.size() == READ_AHEAD) {
          collect(reads, view, rows);
        }
      }
      collect(reads, view, rows);
    }
    return rows;
  }

  private static void collect(
      Map<String, CompletableFuture<Optional<OnlineRow>>> reads,
      ViewPlan view,
      Map<String, RowCheck.Row> rows) {
    reads.forEach((key, read) -> read.join().ifPresent(row -> rows.put(key, row(row, view))));
    reads.clear();
  }

  private static RowCheck.Row row(OnlineRow row, ViewPlan view) {
    @Nullable Object[] values =
        view.layout("").features().stream().map(f -> row.values().get(f.name())).toArray();
    return new RowCheck.Row(row.featureTimestamp(), row.sequence(), values);
  }

  private Map<String, LoggedRow> loggedRows(Environment.Offline offline, ViewPlan view) {
    DeltaSinkOptions delta = DeltaSinkOptions.of(offline.root()).withHadoop(offline.properties());
    return DeltaTableReader.open(delta, plan.name(), view.name())
        .lastRowPerKey(view.layout(plan.name()));
  }

  private static RowCheck.@Nullable Row row(@Nullable LoggedRow row) {
    return row == null
        ? null
        : new RowCheck.Row(row.featureTimestamp(), row.sequence(), row.values());
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
