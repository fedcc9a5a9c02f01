package io.freshet.bench.offline.join;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The view's table, written by the sink's writer, a commit for each day; its files are as large and
 * sorted as after a compaction: a file for each day, by user and time.
 */
final class ShopperTable {
  private static final Comparator<FeatureRow> COMPACTED =
      Comparator.comparing(FeatureRow::key)
          .thenComparing(row -> PackedRow.featureTimestamp(row.packed()));

  private final JoinSize size;
  private final RowLayout layout;
  private final DeltaSinkOptions options;

  /**
   * @param root folder of tables
   */
  ShopperTable(JoinSize size, RowLayout layout, Path root) {
    this.size = size;
    this.layout = layout;
    this.options = DeltaSinkOptions.of(root.toString());
  }

  /** Writes it; {@code progress} takes a line now and then. */
  void write(Consumer<String> progress) throws IOException {
    FeatureRowFormat format = new FeatureRowFormat(layout);
    String path = TablePaths.table(options.root(), layout.pipeline(), layout.view());
    DeltaTable table = DeltaTable.open(Engines.engine(options.hadoop()), path, format.schema());
    ShopperRows rows = new ShopperRows(size, layout);
    int written = 0;
    int commits = 0;
    try (TableWriter writer = new TableWriter(options, path, format.schema())) {
      while (rows.hasNext()) {
        List<FeatureRow> day = nextDay(rows);
        for (FeatureRow row : day) {
          writer.write(format.toRow(row));
        }
        written += day.size();
        List<DataFile> files = writer.drain();
        table.commit(new PendingCommit("bench", commits, System.currentTimeMillis(), files));
        commits++;
        if (commits % 10 == 0) {
          progress.accept(String.format(Locale.ROOT, "%,d rows generated", written));
        }
      }
    }
  }

  private static List<FeatureRow> nextDay(ShopperRows rows) {
    List<FeatureRow> day = new ArrayList<>();
    int date = TableRow.day(rows.nextTime());
    while (rows.hasNext() && TableRow.day(rows.nextTime()) == date) {
      day.add(rows.next());
    }
    day.sort(COMPACTED);
    return day;
  }
}
