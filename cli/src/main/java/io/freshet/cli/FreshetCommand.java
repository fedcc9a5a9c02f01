package io.freshet.cli;

import io.freshet.jobs.FreshetVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a verb. */
@Command(
    name = "freshet",
    description =
        "A streaming feature platform on Flink: features in YAML, fresh in Redis, "
            + "logged in Delta.",
    version = "freshet " + FreshetVersion.VERSION,
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      StackCommand.class,
      ValidateCommand.class,
      RunCommand.class,
      GetCommand.class,
      ServeCommand.class,
      VerifyCommand.class,
      TrainingSetCommand.class,
      TableCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 the input is at fault, 2 something failed.",
      "Each verb has --help with an example, and --json for programs.",
      "Start with: ./freshet demo"
    })
final class FreshetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a verb is missing");
  }
}
