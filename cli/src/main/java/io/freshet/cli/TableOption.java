package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.defs.env.EnvironmentException;
import io.freshet.sinks.delta.care.TableCare;
import io.freshet.sinks.delta.care.TableName;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The table that a verb of {@code freshet table} is about. */
final class TableOption {
  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Parameters(
      index = "0",
      paramLabel = "VIEW",
      description =
          "The feature view whose table it is, as PIPELINE/VIEW; VIEW alone will do where one "
              + "pipeline has it. 'dead-letters' for the records that were refused.")
  private String view = "";

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "The pipeline, if it does not stand before the view.")
  private @Nullable String pipeline;

  /**
   * A table, and care for it.
   *
   * @param name its name
   */
  record Chosen(TableName name, TableCare care) {}

  /**
   * Looks for the table.
   *
   * @throws InputException if there is none, or there are several
   */
  Chosen choose() throws EnvironmentException {
    DeltaSinkOptions options = options(environment.load());
    TableName name = choose(ViewName.parse(view, pipeline), TableName.all(options), options.root());
    return new Chosen(name, TableCare.of(options, name.pipeline(), name.table()));
  }

  /** As {@link #choose()}, with files of another size than the default. */
  Chosen choose(long targetFileSize) throws EnvironmentException {
    DeltaSinkOptions options = options(environment.load()).withTargetFileSize(targetFileSize);
    Chosen chosen = choose();
    return new Chosen(
        chosen.name, TableCare.of(options, chosen.name.pipeline(), chosen.name.table()));
  }

  private static DeltaSinkOptions options(Environment environment) {
    Environment.Offline offline = environment.offline();
    if (offline == null) {
      throw new InputException(
          "the environment has no offline store; add offline: {root: \"file:///...\"}");
    }
    try {
      return DeltaSinkOptions.of(offline.root()).withHadoop(offline.properties());
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  static TableName choose(ViewName view, List<TableName> tables, String root) {
    List<TableName> found =
        tables.stream()
            .filter(table -> table.table().equals(view.view()))
            .filter(table -> view.pipeline() == null || table.pipeline().equals(view.pipeline()))
            .toList();
    if (found.isEmpty()) {
      String wanted = view.pipeline() == null ? view.view() : view.pipeline() + "/" + view.view();
      throw new InputException(
          "there is no table '"
              + wanted
              + "' below "
              + root
              + (tables.isEmpty()
                  ? ", and no other; check the environment, and that the pipeline has run"
                  : "; there are " + list(tables)));
    }
    if (found.size() > 1) {
      throw new InputException(
          "several pipelines have a table '" + view.view() + "'; choose one of " + list(found));
    }
    return found.get(0);
  }

  private static String list(List<TableName> tables) {
    return tables.stream().map(TableName::toString).collect(Collectors.joining(", "));
  }
}
