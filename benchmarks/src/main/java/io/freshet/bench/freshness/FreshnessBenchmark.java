package io.freshet.bench.freshness;

import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import io.freshet.local.demo.DemoStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench freshness}. */
@Command
public final class FreshnessBenchmark implements Benchmark {
  private static final String HOME = "freshet.home";
  private static final double PROBE_SHARE = 0.02;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Live events per second; ${DEFAULT-VALUE} unless told.")
  private double rate;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Users with state; ${DEFAULT-VALUE} unless told.")
  private int users;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "How long to measure; ${DEFAULT-VALUE} unless told.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--checkpoint",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Interval of checkpoints; ${DEFAULT-VALUE} unless told.")
  private Duration checkpoint = Duration.ZERO;

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events of the 90 days before; ${DEFAULT-VALUE} unless told.")
  private long history;

  /** For {@link java.util.ServiceLoader}. */
  public FreshnessBenchmark() {}

  @Override
  public String name() {
    return "freshness";
  }

  @Override
  public String description() {
    return "Time from an event's arrival in Kafka until its row can be read in Redis, under load.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    Path definitions =
        Path.of(System.getProperty(HOME, "")).toAbsolutePath().resolve("feature-defs/shop");
    Load load = new Load(rate, users, history, duration, checkpoint, rate * PROBE_SHARE);
    try (DemoStack stack = DemoStack.passing(directory, progress)) {
      return new FreshnessRun(load, stack.environment(), progress).run(definitions);
    }
  }
}
