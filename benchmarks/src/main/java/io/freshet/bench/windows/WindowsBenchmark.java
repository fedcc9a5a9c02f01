package io.freshet.bench.windows;

import io.freshet.bench.Cores;
import io.freshet.bench.windows.subject.RunSpec;
import io.freshet.bench.windows.subject.Subject;
import io.freshet.bench.windows.subject.Workload;
import io.freshet.cli.bench.Benchmark;
import io.freshet.cli.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freshet bench windows}. */
@Command
public final class WindowsBenchmark implements Benchmark {
  private static final int FEWEST_EVENTS = 1000;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Runs of each; medians are shown. ${DEFAULT-VALUE} unless told.")
  private int runs;

  @Option(
      names = "--scale",
      paramLabel = "SHARE",
      defaultValue = "1",
      description = "Share of each workload's events, for a quick look.")
  private double scale;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "0",
      description = "Events of each workload, instead of a share.")
  private int events;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      converter = Labels.OfWorkload.class,
      description = "Only these workloads.")
  private List<Workload> workloads = List.of();

  @Option(
      names = "--subjects",
      paramLabel = "NAME",
      split = ",",
      converter = Labels.OfSubject.class,
      description = "Only these subjects.")
  private List<Subject> subjects = List.of();

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "3g",
      description = "Heap of each measured process; ${DEFAULT-VALUE} unless told.")
  private String heap = "";

  @Option(
      names = "--unpinned",
      description = "Let a measured process use all cores; its CPU is counted all the same.")
  private boolean unpinned;

  @Option(names = "--growth", description = "Instead: how cost grows with keys and windows.")
  private boolean growth;

  /** For {@link java.util.ServiceLoader}. */
  public WindowsBenchmark() {}

  @Override
  public String name() {
    return "windows";
  }

  @Override
  public String description() {
    return "What windows cost on one core, beside Flink's own and the smallest useful state.";
  }

  @Override
  public BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception {
    SubjectProcess process = new SubjectProcess(heap, unpinned ? null : Cores.last(), directory);
    Runner runner = new Runner(process, runs, progress);
    if (growth) {
      return new Growth(runner, this::sized).run();
    }
    List<Case> cases =
        Case.all().stream()
            .filter(one -> workloads.isEmpty() || workloads.contains(one.workload()))
            .filter(one -> subjects.isEmpty() || subjects.contains(one.subject()))
            .toList();
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(
          "none of these subjects is measured with these workloads; there are " + Case.all());
    }
    return new WindowsReport(
            runner.run(cases, one -> sized(RunSpec.of(one.workload(), one.subject()))))
        .report();
  }

  private RunSpec sized(RunSpec spec) {
    int wanted = events > 0 ? events : (int) Math.round(spec.stream().events() * scale);
    return spec.withEvents(Math.max(FEWEST_EVENTS, wanted));
  }
}
