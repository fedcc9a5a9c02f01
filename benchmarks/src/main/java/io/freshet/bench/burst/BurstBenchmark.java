package io.freshet.bench.burst;

import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench burst}. */
@Command
public final class BurstBenchmark implements Benchmark {
  private static final Duration SETTLE = Duration.ofSeconds(10);
  private static final Duration CALM = Duration.ofSeconds(10);
  private static final int MIB = 1 << 20;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Silent keys that expire at midnight; ${DEFAULT-VALUE} unless told.")
  private int keys;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Events of other keys per second; ${DEFAULT-VALUE} unless told.")
  private int rate;

  @Option(
      names = "--checkpoint",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Interval of checkpoints; ${DEFAULT-VALUE} unless told.")
  private Duration checkpoint = Duration.ZERO;

  @Option(
      names = "--key-memory",
      paramLabel = "MIB",
      defaultValue = "32",
      description = "Heap for keys held in memory, MiB; ${DEFAULT-VALUE} unless told.")
  private int keyMemory;

  /** For {@link java.util.ServiceLoader}. */
  public BurstBenchmark() {}

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public String description() {
    return "What a million keys that expire at midnight do to live keys and to checkpoints.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    BurstSpec spec = new BurstSpec(keys, rate, SETTLE, CALM, checkpoint, (long) keyMemory * MIB);
    return new BurstRun(spec, directory, progress).run().report();
  }
}
