package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.sinks.delta.care.VacuumOptions;
import io.freshet.sinks.delta.care.VacuumOptions.Bounds;
import io.freshet.sinks.delta.care.VacuumOptions.Mode;
import io.freshet.sinks.delta.care.VacuumResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet table vacuum}. */
@Command(
    name = "vacuum",
    description = {
      "Deletes files that no version needs that was the newest one within the retention.",
      "Files that no version has ever had are kept for longer: a job that is started again from a "
          + "savepoint may still commit them."
    },
    footer = {
      "",
      "Examples:",
      "  ./freshet table vacuum shop/user_engagement --env local.yaml --dry-run",
      "  ./freshet table vacuum shop/user_engagement --env local.yaml --retention 14d"
    })
final class TableVacuumCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption table = new TableOption();

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description =
          "For how long versions can be read and restored; ${DEFAULT-VALUE} unless told, at least "
              + "1h.")
  private Duration retention = VacuumOptions.DEFAULT_RETENTION;

  @Option(
      names = "--orphan-retention",
      paramLabel = "DURATION",
      defaultValue = "30d",
      description =
          "For how long files are kept that no version has ever had; ${DEFAULT-VALUE} unless told, "
              + "at least 1d. Longer than the age of any savepoint from which a job may be started.")
  private Duration orphanRetention = VacuumOptions.DEFAULT_ORPHAN_RETENTION;

  @Option(names = "--dry-run", description = "List the files only.")
  private boolean dryRun;

  @Option(
      names = "--unused",
      description = "Take shorter times too: no job writes to the table, and nobody reads it.")
  private boolean unused;

  TableVacuumCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    VacuumOptions options =
        new VacuumOptions(
            retention,
            orphanRetention,
            unused ? Bounds.UNCHECKED : Bounds.CHECKED,
            dryRun ? Mode.LIST : Mode.DELETE);
    TableOption.Chosen chosen = table.choose();
    try (CareProgress progress = new CareProgress(console, session)) {
      VacuumResult result = chosen.care().telling(progress::show).vacuum(options);
      progress.close();
      return console.show(new TableVacuumAnswer(chosen.name(), options.mode(), result), common);
    }
  }
}
