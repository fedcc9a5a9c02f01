package io.freshet.jobs.training.output;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.packed.PackedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parquet files of bounded size. A task without rows writes none, except for the first task. */
final class ParquetRowFiles implements RowFiles {
  private static final int SIZE_CHECK = 1_000;

  private final Path folder;
  private final int task;
  private final List<PackedColumn> columns;
  private final long targetSize;
  private final List<String> names = new ArrayList<>();
  private @Nullable PackedFile open;

  ParquetRowFiles(Path folder, int task, List<PackedColumn> columns, long targetSize) {
    this.folder = folder;
    this.task = task;
    this.columns = columns;
    this.targetSize = targetSize;
  }

  @Override
  public void write(ByteWriter row) throws IOException {
    PackedFile file = open == null ? next() : open;
    file.write(new ByteReader(row.bytes(), 0));
    if (file.rows() % SIZE_CHECK == 0 && file.size() >= targetSize) {
      close();
    }
  }

  private PackedFile next() throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d-%05d.parquet", task, names.size());
    PackedFile file = new PackedFile(folder.resolve(name), columns);
    names.add(name);
    open = file;
    return file;
  }

  @Override
  public List<String> complete() throws IOException {
    if (task == 0 && names.isEmpty()) {
      // so that the set has its columns even if it has no rows
      next();
    }
    close();
    return names;
  }

  @Override
  public void close() throws IOException {
    PackedFile file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
