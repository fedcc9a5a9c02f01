package io.freshet.bench.engine;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Tells of each benchmark that ends, and of what went wrong. */
final class ProgressFormat implements OutputFormat {
  private final Consumer<String> progress;

  ProgressFormat(Consumer<String> progress) {
    this.progress = progress;
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {}

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    progress.accept("running " + name(benchmark));
  }

  @Override
  public void endBenchmark(@Nullable BenchmarkResult result) {
    if (result != null) {
      progress.accept(name(result.getParams()) + ": " + result.getPrimaryResult());
    }
  }

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void print(String text) {}

  @Override
  public void println(String text) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int octet) {}

  @Override
  public void write(byte[] text) {}

  private static String name(BenchmarkParams params) {
    String whole = params.getBenchmark();
    return whole.substring(whole.lastIndexOf('.') + 1) + " " + params.getParam("workload");
  }
}
