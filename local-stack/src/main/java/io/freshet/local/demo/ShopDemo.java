package io.freshet.local.demo;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.demo.DemoListener.Phase;
import io.freshet.local.generator.ShopCounts;
import io.freshet.local.generator.ShopGenerator;
import io.freshet.local.generator.ShopKind;
import io.freshet.local.generator.ShopOptions;
import io.freshet.local.generator.ShopProducer;
import io.freshet.local.run.Definitions;
import io.freshet.local.run.PipelineRun;
import io.freshet.local.run.RunCounts;
import io.freshet.schemas.DeadLetter;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A simulated shop: first 90 days of it as fast as they go, so that windows are full and values
 * expire, then live events at a rate, whose freshness is measured. In the end every entity is
 * compared with the naive evaluator.
 */
public final class ShopDemo {
  private static final Duration PAST = Duration.ofDays(90);
  private static final Duration CHECK_PATIENCE = Duration.ofSeconds(10);
  private static final int PARTITIONS = 4;

  private final ShopDemoOptions options;
  private final Path definitions;
  private final DemoListener listener;

  /**
   * A demo.
   *
   * @param definitions folder of the shop's definitions
   */
  public ShopDemo(ShopDemoOptions options, Path definitions, DemoListener listener) {
    this.options = options;
    this.definitions = definitions;
    this.listener = listener;
  }

  /**
   * Runs the demo.
   *
   * @throws IOException if Kafka or the registry do not take records
   * @throws io.freshet.local.run.RunFailedException if the pipeline fails
   */
  public DemoReport run(DemoStack stack) throws IOException, InterruptedException {
    Environment environment = stack.environment();
    try (ShopProducer producer = connect(environment);
        Feed<ShopCounts> history = Feed.start(sent -> producer.history(past(), sent::accept))) {
      listener.says("compiling " + definitions);
      PipelinePlan plan = Definitions.compile(definitions, environment).orThrow();
      listener.says("starting the job of pipeline '" + plan.name() + "'");
      JobOptions job = JobOptions.defaults().withFresh(true).withParallelism(parallelism());
      try (PipelineRun run = PipelineRun.start(plan, environment, job)) {
        return run(stack, plan, run, producer, history);
      }
    }
  }

  private DemoReport run(
      DemoStack stack,
      PipelinePlan plan,
      PipelineRun run,
      ShopProducer producer,
      Feed<ShopCounts> history)
      throws InterruptedException {
    DemoWatch watch = new DemoWatch(listener, run);
    watch.begin(Phase.HISTORY, Duration.ZERO, "90 days of the past, as fast as they go");
    ShopCounts past = watch.follow(history, history::sent, options.historyEvents());
    watch.settle(past.total());
    final Duration replay = watch.elapsed();

    run.restartFreshness();
    watch.begin(Phase.LIVE, options.duration(), "live events");
    ShopCounts live = live(watch, producer, past.total());
    long events = past.total() + live.total();
    watch.begin(Phase.SETTLE, Duration.ZERO, "waiting for the last rows");
    watch.settle(events);
    final RunCounts counts = run.counts();
    final SortedMap<String, SortedMap<String, Long>> deadLetters = Rejections.of(plan, run);
    String savepoint = run.stopWithSavepoint(stack.directory().resolve("savepoints").toUri());

    Outputs outputs = new Outputs(plan, stack.environment());
    watch.begin(Phase.CHECK, Duration.ZERO, "comparing every entity with the naive evaluator");
    VerifyReport verification =
        Verifier.verify(
            plan,
            stack.environment(),
            new VerifyOptions(0, options.seed(), false, false, CHECK_PATIENCE),
            listener::says);
    return new DemoReport(
        plan.name(),
        events,
        past.total(),
        counts,
        counts.freshness(),
        deadLetters,
        faults(past, live),
        outputs.topics(),
        outputs.tables(),
        outputs.sample(candidates()),
        verification,
        Optional.of(savepoint),
        replay);
  }

  private ShopCounts live(DemoWatch watch, ShopProducer producer, long before) {
    long start = System.nanoTime();
    long end = start + options.duration().toNanos();
    ShopGenerator generator =
        ShopGenerator.live(shop(), System.currentTimeMillis(), options.rate());
    double perNano = options.rate() / 1e9;
    try (Feed<ShopCounts> feed =
        Feed.start(sent -> producer.live(generator, () -> System.nanoTime() >= end))) {
      return watch.follow(feed, () -> before + (long) ((System.nanoTime() - start) * perNano), 0);
    }
  }

  private static ShopProducer connect(Environment environment) throws IOException {
    Environment.Registry registry = Objects.requireNonNull(environment.registry());
    return ShopProducer.connect(
        Objects.requireNonNull(environment.kafka()).properties(),
        new RegistryClient(registry.url(), registry.properties()),
        PARTITIONS);
  }

  private ShopGenerator past() {
    long now = System.currentTimeMillis();
    return ShopGenerator.history(shop(), now - PAST.toMillis(), now, options.historyEvents());
  }

  private ShopOptions shop() {
    return ShopOptions.of(options.users(), options.seed());
  }

  /** Users with enough to show, but not the few who are always there. */
  private static List<String> candidates() {
    return IntStream.of(7, 6, 5, 4, 3, 2, 1, 8, 9).mapToObj(user -> "u" + user).toList();
  }

  private static SortedMap<String, Long> faults(ShopCounts... counts) {
    SortedMap<String, Long> faults = new TreeMap<>();
    for (ShopKind kind : ShopKind.values()) {
      for (ShopCounts sent : counts) {
        kind.refusedFor()
            .map(DeadLetter.Reason::code)
            .ifPresent(reason -> faults.merge(reason, sent.of(kind), Long::sum));
      }
    }
    return faults;
  }

  static int parallelism() {
    return Math.max(1, Math.min(PARTITIONS, Runtime.getRuntime().availableProcessors()));
  }
}
