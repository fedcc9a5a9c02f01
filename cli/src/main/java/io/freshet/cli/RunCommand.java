package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.jobs.JobOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code freshet run}. */
@Command(
    name = "run",
    description = {
      "Runs a pipeline in this process.",
      "It ends by itself when all its sources do. Ctrl-C stops it; the next run resumes from its "
          + "last checkpoint."
    },
    footer = {"", "Example:", "  ./freshet run feature-defs/shop --env local.yaml"})
final class RunCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EnvironmentOption environment = new EnvironmentOption();
  @ArgGroup private Start start = new Start();

  @Parameters(paramLabel = "DEFS", description = "A folder of definitions.")
  private Path definitions = Path.of("");

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Number of parallel tasks; by default what the environment says, else 1.")
  private int parallelism;

  @Option(
      names = "--bounded",
      description = "Read Kafka up to what is there at the start, then end.")
  private boolean bounded;

  /** Where the state comes from. */
  private static final class Start {
    @Option(names = "--fresh", description = "Start without the state of earlier runs.")
    private boolean fresh;

    @Option(
        names = "--restore",
        paramLabel = "PATH",
        description = "Start from this checkpoint or savepoint.")
    private @Nullable String restore;
  }

  RunCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    JobOptions options =
        JobOptions.defaults()
            .withBounded(bounded)
            .withFresh(start.fresh)
            .withRestoreFrom(start.restore)
            .withParallelism(parallelism);
    RunService service = new RunService(console, session);
    return console.show(service.run(definitions, environment.load(), options), common);
  }
}
