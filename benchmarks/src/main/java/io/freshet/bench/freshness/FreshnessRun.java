package io.freshet.bench.freshness;

import io.freshet.cli.bench.BenchmarkReport;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.metrics.LatencySummary;
import io.freshet.local.generator.ShopCounts;
import io.freshet.local.generator.ShopGenerator;
import io.freshet.local.generator.ShopOptions;
import io.freshet.local.generator.ShopProducer;
import io.freshet.local.run.Definitions;
import io.freshet.local.run.PipelineRun;
import io.freshet.sinks.kafka.RegistryClient;
import io.freshet.sinks.redis.client.RedisKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One measurement: state first, then load and probes. */
final class FreshnessRun {
  private static final Duration PAST = Duration.ofDays(90);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int PARTITIONS = 4;
  private static final int PROBE_USERS = 500;

  private final Load load;
  private final Environment environment;
  private final Consumer<String> progress;
  private final ShopOptions shop;

  FreshnessRun(Load load, Environment environment, Consumer<String> progress) {
    this.load = load;
    this.environment = environment;
    this.progress = progress;
    this.shop = ShopOptions.of(load.users(), 1);
  }

  BenchmarkReport run(Path definitions) throws Exception {
    Environment.Registry registry = Objects.requireNonNull(environment.registry());
    try (ShopProducer producer =
            ShopProducer.connect(
                Objects.requireNonNull(environment.kafka()).properties(),
                new RegistryClient(registry.url(), registry.properties()),
                PARTITIONS);
        ProbeSender sender = ProbeSender.connect(environment)) {
      PipelinePlan plan = Definitions.compile(definitions, environment).orThrow();
      JobOptions options =
          JobOptions.defaults()
              .withFresh(true)
              .withParallelism(
                  Math.max(1, Math.min(PARTITIONS, Runtime.getRuntime().availableProcessors())))
              .withFlink(
                  Map.of("execution.checkpointing.interval", load.checkpoint().toMillis() + " ms"));
      try (PipelineRun run = PipelineRun.start(plan, environment, options)) {
        fill(run, producer, sender);
        return measure(plan, run, producer, sender);
      }
    }
  }

  /** Gives every user state: the past of a shop, and one event at least. */
  private void fill(PipelineRun run, ShopProducer producer, ProbeSender sender) throws IOException {
    long now = System.currentTimeMillis();
    progress.accept("feeding " + (load.history() + load.users()) + " events of the past");
    for (int user = 1; user <= load.users(); user++) {
      sender.send("u" + user, "first-" + user, at -> {});
    }
    sender.flush();
    ShopCounts past =
        producer.history(
            ShopGenerator.history(shop, now - PAST.toMillis(), now, load.history()), sent -> {});
    long[] told = {System.nanoTime()};
    run.awaitRead(
        past.total() + load.users(),
        PATIENCE,
        counts -> {
          if (System.nanoTime() - told[0] > REPORT_EVERY.toNanos()) {
            told[0] = System.nanoTime();
            progress.accept("read " + counts.recordsRead() + " events of the past");
          }
        });
  }

  private BenchmarkReport measure(
      PipelinePlan plan, PipelineRun run, ShopProducer producer, ProbeSender sender)
      throws Exception {
    ViewPlan view = userView(plan);
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < PROBE_USERS; i++) {
      String user = "probe-" + i;
      probes.add(new Probe(user, RedisKeys.of(plan.name(), view.name()).row(user)));
    }
    long end = System.nanoTime() + WARM_UP.plus(load.duration()).toNanos();
    ShopGenerator live = ShopGenerator.live(shop, System.currentTimeMillis(), load.rate());
    CompletableFuture<ShopCounts> feed =
        CompletableFuture.supplyAsync(() -> feed(producer, live, end));
    progress.accept(
        "load of " + load.rate() + " events/s; warming up for " + WARM_UP.toSeconds() + " s");
    LockSupport.parkNanos(WARM_UP.toNanos());
    run.restartFreshness();
    Queue<Probe> idle = new ConcurrentLinkedQueue<>(probes);
    try (ProbeReader reader =
        new ProbeReader(Objects.requireNonNull(environment.online()).uri(), probes, idle)) {
      long before = run.counts().recordsRead();
      long began = System.nanoTime();
      long unsent = probe(sender, reader, run, idle, end);
      double seconds = (System.nanoTime() - began) / 1e9;
      double eventsPerSecond = (run.counts().recordsRead() - before) / seconds;
      ShopCounts sent = feed.get(1, TimeUnit.MINUTES);
      awaitLast(reader);
      progress.accept("sent " + sent.total() + " live events");
      return report(
          reader.summary(), reader.missing(), unsent, eventsPerSecond, run.counts().freshness());
    }
  }

  private static ShopCounts feed(ShopProducer producer, ShopGenerator live, long end) {
    try {
      return producer.live(live, () -> System.nanoTime() >= end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ViewPlan userView(PipelinePlan plan) {
    return plan.views().stream()
        .filter(v -> v.keys().size() == 1 && v.keys().get(0).name().equals("user_id"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no view of the shop is keyed by user_id"));
  }

  /**
   * Sends probes at their rate.
   *
   * @return how many could not be sent in time since all users still waited for their rows
   */
  private long probe(
      ProbeSender sender, ProbeReader reader, PipelineRun run, Queue<Probe> idle, long end)
      throws IOException {
    long gap = (long) (1e9 / load.probes());
    long due = System.nanoTime();
    long tell = due + REPORT_EVERY.toNanos();
    long unsent = 0;
    while (due < end) {
      LockSupport.parkNanos(due - System.nanoTime());
      if (System.nanoTime() < due) {
        continue;
      }
      due += gap;
      Probe probe = idle.poll();
      if (probe == null) {
        unsent++;
      } else {
        sender.send(probe.user(), probe.user() + "-" + probe.next(), probe::arrived);
      }
      if (System.nanoTime() >= tell) {
        tell += REPORT_EVERY.toNanos();
        LatencySummary now = reader.summary();
        progress.accept(
            "%d probes, p50 %d ms, p99 %d ms, max %d ms; %d events read"
                .formatted(
                    now.count(), now.p50(), now.p99(), now.max(), run.counts().recordsRead()));
      }
    }
    return unsent;
  }

  private static void awaitLast(ProbeReader reader) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reader.missing() > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private BenchmarkReport report(
      LatencySummary probes,
      long missing,
      long unsent,
      double eventsPerSecond,
      LatencySummary reported) {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("freshness_ms_p50", probes.p50());
    figures.put("freshness_ms_p99", probes.p99());
    figures.put("freshness_ms_max", probes.max());
    figures.put("events_per_s", Math.round(eventsPerSecond));
    figures.put("probes", probes.count());
    figures.put("probes_missing", missing + unsent);
    figures.put("reported_ms_p50", reported.p50());
    figures.put("reported_ms_p99", reported.p99());
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("freshness p50", probes.p50(), "ms"));
    rows.add(row("freshness p99", probes.p99(), "ms"));
    rows.add(row("freshness max", probes.max(), "ms"));
    rows.add(row("events", Math.round(eventsPerSecond), "per s"));
    rows.add(row("probes", probes.count(), ""));
    rows.add(row("probes without row", missing + unsent, ""));
    rows.add(row("freshness p50, by the job itself", reported.p50(), "ms"));
    rows.add(row("freshness p99, by the job itself", reported.p99(), "ms"));
    rows.add(row("users with state", load.users(), ""));
    rows.add(row("checkpoint interval", load.checkpoint().toSeconds(), "s"));
    rows.add(row("measured for", load.duration().toSeconds(), "s"));
    return new BenchmarkReport("freshness", figures, List.of("measure", "value", "unit"), rows);
  }

  private static List<String> row(String measure, long value, String unit) {
    return List.of(measure, String.format(Locale.ROOT, "%,d", value), unit);
  }
}
