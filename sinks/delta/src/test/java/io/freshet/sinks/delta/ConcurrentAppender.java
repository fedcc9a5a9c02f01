package io.freshet.sinks.delta;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TableMetadata;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.List;
import java.util.Map;

/** Appends rows to a table, one row and one commit at a time; also as a process of its own. */
final class ConcurrentAppender {
  /** Small, so that commits come close after each other. */
  private static final RowLayout LAYOUT =
      new RowLayout(
          "shop",
          "concurrent",
          List.of(new Field("user_id", ValueType.STRING)),
          List.of(new Field("clicks", ValueType.BIGINT)));

  private static final int METADATA_EVERY = 10;

  private ConcurrentAppender() {}

  /** Arguments: root, run, number of commits. */
  public static void main(String[] args) throws Exception {
    append(DeltaSinkOptions.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  static void append(DeltaSinkOptions options, int run, int commits) throws Exception {
    FeatureRowFormat format = new FeatureRowFormat(LAYOUT);
    String path = TablePaths.table(options.root(), LAYOUT.pipeline(), LAYOUT.view());
    DeltaTable table = DeltaTable.open(Engines.engine(options.hadoop()), path, format.schema());
    TableMetadata metadata = new TableMetadata(format.definition(), (long) run, Map.of());
    RowCodec codec = new RowCodec(LAYOUT);
    try (TableWriter writer = new TableWriter(options, path, format.schema())) {
      for (int i = 0; i < commits; i++) {
        byte[] packed = codec.encode(1, 0, i, id(run, i), new Object[] {(long) i});
        writer.write(format.toRow(FeatureRow.row("user", packed, FeatureRow.NO_ARRIVAL)));
        // two that tell something of the table cannot both be right: one begins anew
        TableMetadata told = i % METADATA_EVERY == 0 ? metadata : null;
        table.commit(new PendingCommit("freshet-run-" + run, i, 0, writer.drain(), told));
      }
    }
  }

  /** The {@code available_at} of a row: who wrote it. */
  static long id(int run, int index) {
    return run * 1_000_000L + index;
  }
}
