package io.freshet.sinks.delta;

import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.List;

/** Appends rows to a table, one row and one commit at a time; also as a process of its own. */
final class ConcurrentAppender {
  private ConcurrentAppender() {}

  /** Arguments: root, run, number of commits. */
  public static void main(String[] args) throws Exception {
    append(DeltaSinkOptions.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  static void append(DeltaSinkOptions options, int run, int commits) throws Exception {
    TestingRows rows = new TestingRows("concurrent", run);
    FeatureRowFormat format = new FeatureRowFormat(rows.layout());
    String path = TablePaths.table(options.root(), "shop", "concurrent");
    DeltaTable table = DeltaTable.open(Engines.engine(options.hadoop()), path, format.schema());
    for (int i = 0; i < commits; i++) {
      try (TableWriter writer = new TableWriter(options, path, format.schema())) {
        writer.write(format.toRow(rows.row(i)));
        List<DataFile> files = writer.drain();
        table.commit(new PendingCommit("freshet-run-" + run, i, 0, files));
      }
    }
  }
}
