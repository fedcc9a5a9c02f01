package io.freshet.cli;

import io.freshet.defs.env.EnvironmentException;
import io.freshet.sinks.delta.care.OptimizeOptions;
import io.freshet.sinks.delta.care.OptimizeResult;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code freshet table optimize}. */
@Command(
    name = "optimize",
    description = {
      "Merges the small files of a table to large ones, the rows of each day in the order of "
          + "entity and time.",
      "Rows do not change, and old versions can be read until a vacuum."
    },
    footer = {
      "",
      "Examples:",
      "  ./freshet table optimize shop/user_engagement --env local.yaml",
      "  ./freshet table optimize shop/user_engagement --env local.yaml --full --to 2026-01-31"
    })
final class TableOptimizeCommand implements Callable<Integer> {
  private final Console console;
  private final Session session;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption table = new TableOption();

  @Option(
      names = "--full",
      description = "Write large files again too, so that all rows of a day are in order.")
  private boolean full;

  @Option(names = "--from", paramLabel = "DATE", description = "The first day, such as 2026-01-31.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "The last day.")
  private @Nullable LocalDate to;

  @Option(
      names = "--file-size",
      paramLabel = "MB",
      description = "Size of files to arrive at, in MiB; 128 unless told.")
  private @Nullable Integer megabytes;

  TableOptimizeCommand(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentException {
    if (megabytes != null && megabytes < 1) {
      throw new InputException("--file-size is a number of MiB from 1 on, not " + megabytes);
    }
    long size =
        megabytes == null ? DeltaSinkOptions.DEFAULT_TARGET_FILE_SIZE : (long) megabytes << 20;
    TableOption.Chosen chosen = table.choose(size);
    OptimizeOptions what =
        (full ? OptimizeOptions.allFiles() : OptimizeOptions.smallFiles()).between(from, to);
    try (CareProgress progress = new CareProgress(console, session)) {
      OptimizeResult result =
          chosen.care().spillingTo(session.temporaryFiles()).telling(progress::show).optimize(what);
      progress.close();
      return console.show(new TableOptimizeAnswer(chosen.name(), result), common);
    }
  }
}
