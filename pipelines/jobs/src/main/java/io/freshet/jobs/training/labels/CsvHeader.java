package io.freshet.jobs.training.labels;

import io.freshet.jobs.JobException;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The first line of a CSV file.
 *
 * @param delimiter what separates its fields: that of comma, semicolon, tab and bar which it has
 *     most of
 * @param names the columns' names
 */
record CsvHeader(char delimiter, List<String> names) {
  private static final String DELIMITERS = ",;\t|";
  private static final int MAX_COLUMNS = 10_000;
  private static final int GZIP_MAGIC = 0x1f8b;

  CsvHeader {
    names = List.copyOf(names);
  }

  static CsvHeader read(Path file) throws IOException {
    char delimiter = delimiter(file);
    int[] offsets = new int[MAX_COLUMNS];
    ByteWriter row = new ByteWriter(1024);
    try (CsvRows rows = new CsvRows(open(file), delimiter)) {
      if (!rows.next(row, offsets)) {
        throw new JobException(file + " is empty; the first line of labels names their columns");
      }
      List<String> names = new ArrayList<>();
      ByteReader in = new ByteReader(row.toByteArray(), 0);
      for (int i = 0; i < rows.fields(); i++) {
        names.add(
            in.readByte() == 0 ? "" : new String(in.readBytes(), StandardCharsets.UTF_8).trim());
      }
      return new CsvHeader(delimiter, names);
    } catch (LabelFaultException e) {
      throw new JobException(file + ":1: " + e.getMessage(), e);
    }
  }

  /** The text of a file that may be compressed, whatever its name. */
  static InputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static char delimiter(Path file) throws IOException {
    int[] counts = new int[DELIMITERS.length()];
    try (InputStream in = open(file)) {
      boolean quoted = false;
      int next = in.read();
      while (next >= 0 && (quoted || next != '\n')) {
        quoted ^= next == '"';
        int which = quoted ? -1 : DELIMITERS.indexOf(next);
        if (which >= 0) {
          counts[which]++;
        }
        next = in.read();
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return DELIMITERS.charAt(most);
  }
}
