package io.freshet.cli;

import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet bench}. */
@Command(
    name = "bench",
    description = "Runs a benchmark, as a table.",
    footer = {
      "",
      "Examples:",
      "  ./freshet bench freshness --rate 2000 --users 100000 --duration 5m",
      "  ./freshet bench windows --workload churn-zipf --scale 0.1"
    })
final class BenchCommand implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  /** Adds the benchmarks of the class path, each as a command of its own. */
  static void addBenchmarks(CommandLine bench, Console console, Session session) {
    for (Benchmark benchmark : ServiceLoader.load(Benchmark.class)) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(new Run(benchmark, console, session));
      spec.addMixin("benchmark", CommandSpec.forAnnotatedObject(benchmark));
      spec.usageMessage().description(benchmark.description());
      bench.addSubcommand(benchmark.name(), spec);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        spec.subcommands().isEmpty()
            ? "there are no benchmarks on the class path; start it as ./freshet bench"
            : "the name of a benchmark is missing; there are "
                + String.join(", ", spec.subcommands().keySet()));
  }

  /** Runs one benchmark. */
  @Command
  private static final class Run implements Callable<Integer> {
    private final Benchmark benchmark;
    private final Console console;
    private final Session session;
    @Mixin private CommonOptions common = new CommonOptions();

    Run(Benchmark benchmark, Console console, Session session) {
      this.benchmark = benchmark;
      this.console = console;
      this.session = session;
    }

    @Override
    public Integer call() throws Exception {
      Path directory = session.temporaryFiles().resolve(benchmark.name());
      BenchmarkReport report = benchmark.run(directory, console::say);
      return console.show(new BenchAnswer(report), common);
    }
  }
}
