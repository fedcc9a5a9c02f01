package io.freshet.local.demo;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.demo.DemoListener.Phase;
import io.freshet.local.generator.RetailProducer;
import io.freshet.local.run.Definitions;
import io.freshet.local.run.PipelineRun;
import io.freshet.local.run.RunCounts;
import io.freshet.sinks.kafka.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The transactions of a real shop, through Kafka as fast as they go. The pipeline reads the topic
 * up to the end and ends there; then every entity is compared with the naive evaluator.
 */
public final class RetailDemo {
  /** A customer who came often until the end, and the first of the two editions of the data. */
  private static final List<String> CANDIDATES = List.of("17841.0", "17850.0", "13085.0");

  private static final int PARTITIONS = 4;

  private final Path data;
  private final Path definitions;
  private final DemoListener listener;

  /**
   * A demo.
   *
   * @param data a file of UCI's "Online Retail" data set
   * @param definitions folder of its definitions
   */
  public RetailDemo(Path data, Path definitions, DemoListener listener) {
    this.data = data;
    this.definitions = definitions;
    this.listener = listener;
  }

  /**
   * Runs the demo.
   *
   * @throws IOException if the file is none of the data set, or Kafka or the registry do not take
   *     records
   * @throws io.freshet.local.run.RunFailedException if the pipeline fails
   */
  public DemoReport run(DemoStack stack) throws IOException, InterruptedException {
    Environment environment = stack.environment();
    long rows = send(environment);
    listener.says("compiling " + definitions);
    PipelinePlan plan = Definitions.compile(definitions, environment).orThrow();
    listener.says("starting the job of pipeline '" + plan.name() + "'");
    JobOptions job =
        JobOptions.defaults()
            .withBounded(true)
            .withFresh(true)
            .withParallelism(ShopDemo.parallelism());
    try (PipelineRun run = PipelineRun.start(plan, environment, job)) {
      DemoWatch watch = new DemoWatch(listener, run);
      watch.begin(Phase.HISTORY, Duration.ZERO, "all transactions, as fast as they go");
      watch.end(rows);
      Duration replay = watch.elapsed();
      RunCounts counts = run.counts();
      SortedMap<String, SortedMap<String, Long>> deadLetters = Rejections.of(plan, run);
      watch.begin(Phase.CHECK, Duration.ZERO, "comparing every entity with the naive evaluator");
      VerifyReport verification =
          Verifier.verify(plan, environment, VerifyOptions.ended(false), listener::says);
      Outputs outputs = new Outputs(plan, environment);
      return new DemoReport(
          plan.name(),
          rows,
          rows,
          counts,
          counts.freshness(),
          deadLetters,
          new TreeMap<>(),
          outputs.topics(),
          outputs.tables(),
          outputs.sample(CANDIDATES),
          verification,
          Optional.empty(),
          replay);
    }
  }

  private long send(Environment environment) throws IOException {
    Environment.Registry registry = Objects.requireNonNull(environment.registry());
    try (RetailProducer producer =
        RetailProducer.connect(
            Objects.requireNonNull(environment.kafka()).properties(),
            new RegistryClient(registry.url(), registry.properties()),
            PARTITIONS)) {
      listener.says("sending " + data + " to topic " + RetailProducer.TOPIC);
      return producer.replay(data, sent -> {});
    }
  }
}
