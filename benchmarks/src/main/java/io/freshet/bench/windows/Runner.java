package io.freshet.bench.windows;

import io.freshet.bench.windows.subject.Measurement;
import io.freshet.bench.windows.subject.RunSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs what is to be compared, turn by turn: first each once, then each again. */
final class Runner {
  private static final long TELL_EVERY_NANOS = 10_000_000_000L;

  private final SubjectProcess process;
  private final int runs;
  private final Consumer<String> progress;

  /**
   * @param runs how often each is run
   * @param progress takes a line for each run, and one now and then while it goes on
   */
  Runner(SubjectProcess process, int runs, Consumer<String> progress) {
    this.process = process;
    this.runs = runs;
    this.progress = progress;
  }

  <T> Results<T> run(List<T> all, Function<T, RunSpec> spec)
      throws IOException, InterruptedException {
    Results<T> results = new Results<>();
    for (int run = 1; run <= runs; run++) {
      for (T what : all) {
        progress.accept("run %d of %d: %s".formatted(run, runs, what));
        Measurement measured = process.run(spec.apply(what), seldom());
        results.add(what, measured);
        progress.accept(
            "run %d of %d: %s, %s us per event"
                .formatted(run, runs, what, WindowsReport.microseconds(measured)));
      }
    }
    return results;
  }

  private Consumer<String> seldom() {
    long[] next = {System.nanoTime() + TELL_EVERY_NANOS};
    return line -> {
      if (System.nanoTime() - next[0] >= 0) {
        next[0] = System.nanoTime() + TELL_EVERY_NANOS;
        progress.accept(line);
      }
    };
  }
}
