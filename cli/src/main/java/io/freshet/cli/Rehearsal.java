package io.freshet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through what most verbs load: {@code FOLDER}, which must be there and empty.
 *
 * <p>The launcher has the JVM keep the classes of this run in an archive, from which later
 * processes start in less time.
 */
final class Rehearsal {
  private static final String DEFINITIONS =
      """
      kind: Pipeline
      name: rehearsal
      ---
      kind: Source
      name: sales
      connector: files
      path: "%s"
      format: csv
      columns: {user_id: string, item: string, amount: "decimal(12,2)", sold: bigint}
      event_time: {column: sold, format: epoch_ms}
      max_out_of_orderness: 0s
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: buying
      entity: user
      freshness: 0s
      sources:
        - source: sales
          features:
            - {name: sales, aggregate: count, where: "amount > 1", windows: [1d]}
            - {name: revenue, aggregate: sum, value: "amount * 2", default: 0, windows: [30d]}
            - {name: mean, aggregate: avg, value: amount, windows: [30d]}
            - {name: items, aggregate: count_distinct, value: item, windows: [7d]}
            - {name: last_at, aggregate: max, value: "TO_TIMESTAMP_LTZ(sold, 3)", windows: [lifetime]}
      derived:
        - {name: hours_since, age_of: last_at, unit: hours}
      """;
  private static final List<String> SALES =
      List.of(
          "user_id,item,amount,sold",
          "a,tea,3.50,1700000000000",
          "b,tea,3.50,1700003600000",
          "a,cup,8.00,1700007200000");
  private static final List<String> LABELS =
      List.of(
          "label,user_id,asked",
          "1,a,2023-11-14T23:00:00Z",
          "0,b,2023-11-15T00:00:00Z",
          "1,c,2023-11-15T00:00:00Z");

  private Rehearsal() {}

  /** Ends this process with 0 if all went well. */
  public static void main(String[] arguments) throws IOException {
    int exitCode;
    try (Session session = Session.open()) {
      exitCode = run(Path.of(arguments[0]), session);
    }
    System.exit(exitCode);
  }

  private static int run(Path folder, Session session) throws IOException {
    Path sales = Files.write(folder.resolve("sales.csv"), SALES);
    Path labels = Files.write(folder.resolve("labels.csv"), LABELS);
    Path definitions = Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(definitions.resolve("rehearsal.yaml"), DEFINITIONS.formatted(sales));
    Path environment =
        Files.writeString(
            folder.resolve("environment.yaml"),
            "offline: {root: \"%s\"}\n".formatted(folder.resolve("tables").toUri()));
    int exitCode = execute(session, List.of("run", definitions, "--env", environment, "--json"));
    if (exitCode != ExitCode.DONE) {
      return exitCode;
    }
    List<Object> set = new ArrayList<>(List.of("training-set", definitions, "--env", environment));
    set.addAll(List.of("--labels", labels, "--label-time", "asked", "--features", "buying"));
    set.addAll(List.of("--out", folder.resolve("set.parquet"), "--json"));
    return execute(session, set);
  }

  private static int execute(Session session, List<?> line) {
    return Cli.of(Console.system(), session)
        .execute(line.stream().map(String::valueOf).toArray(String[]::new));
  }
}
