package io.freshet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet table}. */
@Command(
    name = "table",
    description = {
      "Cares for the tables in which rows are logged.",
      "Jobs may go on writing to them all the while."
    },
    subcommands = {
      TableHistoryCommand.class,
      TableOptimizeCommand.class,
      TableVacuumCommand.class,
      TableRestoreCommand.class
    },
    footer = {"", "Example:", "  ./freshet table history shop/user_engagement --env local.yaml"})
final class TableCommand implements Runnable {
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "history, optimize, vacuum or restore is missing");
  }
}
