package io.freshet.bench.engine;

import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench engine}. */
@Command
public final class EngineBenchmark implements Benchmark {
  private static final List<String> COLUMNS = List.of("view", "what", "us", "error");

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "churn-zipf,features-847",
      description = "Workloads whose views are measured; ${DEFAULT-VALUE} unless told.")
  private List<String> workloads = List.of();

  @Option(
      names = "--what",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Only benchmarks whose name matches.")
  private String what = "";

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seconds of warm-up, and as many to measure; ${DEFAULT-VALUE} unless told.")
  private int iterations;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes for each; ${DEFAULT-VALUE} unless told.")
  private int forks;

  /** For {@link java.util.ServiceLoader}. */
  public EngineBenchmark() {}

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String description() {
    return "What the engine alone takes for an event, without Flink (JMH).";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    Files.createDirectories(directory);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("\\." + KeyStateBenchmark.class.getSimpleName() + "\\." + what + "$")
                    .param("workload", workloads.toArray(String[]::new))
                    .warmupIterations(iterations)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(iterations)
                    .measurementTime(TimeValue.seconds(1))
                    .forks(forks)
                    .shouldFailOnError(true)
                    .jvmArgsAppend("-Djava.io.tmpdir=" + directory)
                    .build(),
                new ProgressFormat(progress))
            .run();
    Map<String, Number> figures = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (RunResult run : results) {
      Result<?> result = run.getPrimaryResult();
      String view = run.getParams().getParam("workload");
      figures.put("us_" + result.getLabel() + "_" + view, result.getScore());
      rows.add(
          List.of(
              view,
              result.getLabel(),
              String.format(Locale.ROOT, "%.3f", result.getScore()),
              Double.isNaN(result.getScoreError())
                  ? ""
                  : String.format(Locale.ROOT, "%.3f", result.getScoreError())));
    }
    return new BenchmarkReport("engine", figures, COLUMNS, rows);
  }
}
