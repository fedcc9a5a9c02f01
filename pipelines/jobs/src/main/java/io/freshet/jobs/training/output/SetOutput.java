package io.freshet.jobs.training.output;

import io.freshet.jobs.training.SetFormat;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.sinks.delta.packed.PackedColumn;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * How the rows of a set are made and written.
 *
 * @param folder where tasks write their files
 * @param format how they are written
 * @param compressed CSV: whether files are compressed
 * @param columns columns of the set
 * @param views what views bring into it
 * @param windows for each view how far back its values reach
 * @param withTimes whether the views' times are columns
 * @param inclusive whether a value counts that became known at exactly the label's time
 * @param targetFileSize bytes after which a file is closed and the next one begun
 */
public record SetOutput(
    String folder,
    SetFormat format,
    boolean compressed,
    List<PackedColumn> columns,
    List<ViewColumns> views,
    List<Windows> windows,
    boolean withTimes,
    boolean inclusive,
    long targetFileSize)
    implements Serializable {

  public SetOutput {
    columns = List.copyOf(columns);
    views = List.copyOf(views);
    windows = List.copyOf(windows);
  }

  /** The files of a task. */
  RowFiles files(int task) throws IOException {
    return switch (format) {
      case DELTA, PARQUET -> new ParquetRowFiles(Path.of(folder), task, columns, targetFileSize);
      case CSV -> new CsvRowFiles(Path.of(folder), task, columns, compressed);
    };
  }
}
