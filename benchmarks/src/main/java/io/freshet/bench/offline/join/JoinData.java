package io.freshet.bench.offline.join;

import io.freshet.bench.Definitions;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.schemas.RowLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is joined, in a folder.
 *
 * @param folder holds definitions, environment, the table and the labels
 * @param layout the view's rows
 */
record JoinData(Path folder, RowLayout layout) {
  private static final String DONE = "done";

  /**
   * Generates it, unless the folder already holds the same.
   *
   * @throws IOException if the folder holds something else
   */
  static JoinData at(Path folder, JoinSize size, Consumer<String> progress)
      throws IOException, SQLException {
    Path definitions = folder.resolve("definitions");
    PipelinePlan plan = Definitions.compile(Script.of("shopper.yaml", Map.of()), definitions);
    JoinData data = new JoinData(folder, plan.views().get(0).layout(plan.name()));
    Path done = folder.resolve(DONE);
    if (!Files.exists(done)) {
      data.generate(size, progress);
      Files.writeString(done, size.toString());
    } else if (!Files.readString(done).equals(size.toString())) {
      throw new IOException(
          folder + " holds data of " + Files.readString(done) + ", not of " + size + "; delete it");
    }
    return data;
  }

  Path definitions() {
    return folder.resolve("definitions");
  }

  Path environment() {
    return folder.resolve("environment.yaml");
  }

  Path root() {
    return folder.resolve("tables");
  }

  Path table() {
    return root().resolve(layout.pipeline()).resolve(layout.view());
  }

  Path labels() {
    return folder.resolve("labels.parquet");
  }

  private void generate(JoinSize size, Consumer<String> progress) throws IOException, SQLException {
    progress.accept(
        String.format(
            Locale.ROOT,
            "generating %,d rows of %,d users, and %,d labels",
            size.rows(),
            size.users(),
            size.labels()));
    Files.writeString(environment(), "offline: {root: \"" + root().toUri() + "\"}\n");
    DuckDb.run(
        Script.of(
            "labels.sql",
            Map.of(
                "LABELS", Integer.toString(size.labels()),
                "USERS", Integer.toString(size.users()),
                "FROM", Long.toString(JoinSize.FROM.toEpochMilli()),
                "SPAN", Long.toString(JoinSize.SPAN.toMillis()),
                "LABELS_FILE", labels().toString())));
    new ShopperTable(size, layout, root()).write(progress);
  }
}
