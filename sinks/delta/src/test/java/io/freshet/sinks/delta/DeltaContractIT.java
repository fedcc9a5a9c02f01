package io.freshet.sinks.delta;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.testing.Guarantee;
import io.freshet.sinks.testing.SinkContract;
import io.freshet.sinks.testing.StoredRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all sinks, kept by Delta tables. */
class DeltaContractIT extends SinkContract {
  @TempDir static Path root;

  @Override
  protected Guarantee guarantee() {
    return Guarantee.EXACTLY_ONCE;
  }

  @Override
  protected void attach(DataStream<FeatureRow> rows, RowLayout layout) {
    DeltaSink.append(rows, layout, options());
  }

  @Override
  protected List<StoredRow> read(RowLayout layout) {
    List<StoredRow> stored = new ArrayList<>();
    DeltaTableReader.open(options(), layout.pipeline(), layout.view())
        .forEachLoggedRow(
            layout,
            (key, row) ->
                stored.add(
                    StoredRow.of(
                        key,
                        row.generation(),
                        row.featureTimestamp(),
                        row.sequence(),
                        row.availableAt(),
                        row.values())));
    return stored;
  }

  private static DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.resolve("with space").toUri().toString());
  }
}
