package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.sinks.delta.care.RestoreResult;
import io.freshet.sinks.delta.care.TableCare;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet table restore}. */
@Command(
    name = "restore",
    description = {
      "Gives a table the rows again that it had at a version, as a new version.",
      "A job that is running goes on adding to it. Exit code 1 if files of the version are gone."
    },
    footer = {
      "",
      "Examples:",
      "  ./freshet table restore shop/user_engagement --env local.yaml --version 118",
      "  ./freshet table restore shop/user_engagement --env local.yaml --time 2026-01-31T09:00:00Z"
    })
final class TableRestoreCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption table = new TableOption();

  @ArgGroup(multiplicity = "1")
  private Point point = new Point();

  /** Which version. */
  private static final class Point {
    @Option(names = "--version", paramLabel = "N", description = "The version.")
    private @Nullable Long version;

    @Option(
        names = "--time",
        paramLabel = "TIME",
        description = "The version that was the newest one at a time: 2026-01-31T09:00:00Z.")
    private @Nullable Instant time;
  }

  TableRestoreCommand(Console console, Session session) {
    this.console = console;
  }

  @Override
  public Integer call() throws EnvironmentException {
    TableOption.Chosen chosen = table.choose();
    console.hint("restoring " + chosen.name());
    RestoreResult result = restore(chosen.care());
    console.clearHint();
    return console.show(new TableRestoreAnswer(chosen.name(), result), common);
  }

  private RestoreResult restore(TableCare care) {
    if (point.version != null) {
      return care.restore(point.version);
    }
    return care.restore(Objects.requireNonNull(point.time));
  }
}
