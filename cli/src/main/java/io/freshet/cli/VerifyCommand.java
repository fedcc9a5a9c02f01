package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.defs.env.EnvironmentException;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet verify}. */
@Command(
    name = "verify",
    description = {
      "Compares the online row and the last logged row of entities with the naive evaluator, "
          + "feature by feature.",
      "The pipeline may be running: what differs is looked at again for some seconds. Exit code 2 "
          + "if something differs then."
    },
    footer = {
      "",
      "Example:",
      "  ./freshet verify feature-defs/shop --env local.yaml --sample 1000"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(paramLabel = "DEFS", description = "A folder of definitions.")
  private Path definitions = Path.of("");

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Number of entities of each view; 0 (the default) compares all.")
  private int sample;

  @Option(names = "--seed", paramLabel = "N", description = "Chooses another sample.")
  private long seed = 1;

  @Option(
      names = "--ended",
      description =
          "The pipeline has read its input to the end and ended: then every row must be there, "
              + "and each as-of time is known.")
  private boolean ended;

  VerifyCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    if (sample < 0) {
      throw new InputException("--sample is a number of entities, not " + sample);
    }
    Environment where = environment.load();
    session.temporaryFiles();
    PipelinePlan plan = RunService.compile(console, definitions, where);
    Duration patience = ended ? Duration.ZERO : PATIENCE;
    VerifyOptions options = new VerifyOptions(sample, seed, ended, false, patience);
    VerifyAnswer answer =
        new VerifyAnswer(plan.name(), Verifier.verify(plan, where, options, console::hint));
    console.clearHint();
    return console.show(answer, common);
  }
}
