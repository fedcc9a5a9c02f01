package io.freshet.jobs.training.output;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.PackedColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A CSV file without header, of which those of all tasks are put together; so may be compressed
 * ones.
 */
final class CsvRowFiles implements RowFiles {
  private final String name;
  private final List<PackedColumn> columns;
  private final OutputStream out;
  private final StringBuilder line = new StringBuilder();

  CsvRowFiles(Path folder, int task, List<PackedColumn> columns, boolean compressed)
      throws IOException {
    this.name = String.format(Locale.ROOT, "part-%05d.csv", task);
    this.columns = columns;
    Files.createDirectories(folder);
    this.out = open(folder.resolve(name), compressed);
  }

  /** A file that is not there yet. */
  static OutputStream open(Path file, boolean compressed) throws IOException {
    OutputStream plain = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    return new BufferedOutputStream(compressed ? new GZIPOutputStream(plain) : plain, 1 << 16);
  }

  @Override
  public void write(ByteWriter row) throws IOException {
    line.setLength(0);
    ByteReader in = new ByteReader(row.bytes(), 0);
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        line.append(',');
      }
      CsvText.append(columns.get(i).type(), in, line);
    }
    line.append('\n');
    out.write(line.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> complete() throws IOException {
    close();
    return List.of(name);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
