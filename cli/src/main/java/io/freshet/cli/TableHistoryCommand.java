package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet table history}. */
@Command(
    name = "history",
    description = "The versions of a table, the newest first, and what each has changed.",
    footer = {
      "",
      "Example:",
      "  ./freshet table history shop/user_engagement --env local.yaml --limit 100"
    })
final class TableHistoryCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption table = new TableOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many versions at most; ${DEFAULT-VALUE} unless told.")
  private int limit;

  TableHistoryCommand(Console console, Session session) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException {
    if (limit < 1) {
      throw new InputException("--limit is a number of versions from 1 on, not " + limit);
    }
    TableOption.Chosen chosen = table.choose();
    return console.show(
        new TableHistoryAnswer(chosen.name(), chosen.care().history(limit)), common);
  }
}
