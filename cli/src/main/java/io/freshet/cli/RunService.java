package io.freshet.cli;

import io.freshet.defs.Compiled;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.local.run.Definitions;
import io.freshet.local.run.PipelineRun;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a pipeline and shows how far it has come. */
final class RunService {
  private static final Duration TICK = Duration.ofMillis(250);

  private final Console console;
  private final Session session;

  RunService(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  /**
   * Runs a pipeline until it ends or the process is told to end.
   *
   * @throws InputException if the definitions have faults
   */
  RunAnswer run(Path definitions, Environment environment, JobOptions options) {
    session.temporaryFiles();
    PipelinePlan plan = compile(console, definitions, environment);
    console.hint("starting pipeline '" + plan.name() + "'");
    long began = System.nanoTime();
    try (PipelineRun run = PipelineRun.start(plan, environment, options)) {
      session.keep(run);
      LiveText live = new LiveText(console);
      Pace pace = new Pace();
      while (!run.await(TICK)) {
        if (session.isInterrupted()) {
          run.cancel();
          break;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        live.show(ProgressText.run(plan.name(), elapsed, run.counts(), pace));
      }
      live.close();
      return new RunAnswer(
          plan.name(),
          run.counts(),
          Duration.ofNanos(System.nanoTime() - began),
          session.isInterrupted());
    }
  }

  /** The plan of a folder that has to be without faults. */
  static PipelinePlan compile(Console console, Path definitions, Environment environment) {
    console.hint("compiling " + definitions);
    Compiled compiled = Definitions.compile(definitions, environment);
    console.clearHint();
    PipelinePlan plan = compiled.plan();
    if (plan == null) {
      compiled.faults().forEach(fault -> console.say(fault.toString()));
      throw new InputException(definitions + " has " + compiled.faults().size() + " faults");
    }
    return plan;
  }
}
