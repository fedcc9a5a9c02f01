package io.freshet.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts CSV text (RFC 4180) into records without looking at their fields: a line break inside double
 * quotes belongs to the record. Bytes in, bytes out, so that a record that cannot be decoded is
 * kept as it was. Not thread-safe.
 */
final class CsvRecords implements AutoCloseable {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] record = new byte[256];

  CsvRecords(InputStream in) {
    this.in = in;
  }

  /** The next record without its line break; null at the end. Empty lines are passed over. */
  byte @Nullable [] next() throws IOException {
    int length = 0;
    boolean quoted = false;
    while (true) {
      if (position == limit && !fill()) {
        return length == 0 ? null : Arrays.copyOf(record, trimmed(length));
      }
      byte b = buffer[position++];
      if (b == '"') {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        int end = trimmed(length);
        if (end > 0) {
          return Arrays.copyOf(record, end);
        }
        length = 0;
        continue;
      }
      if (length == record.length) {
        record = Arrays.copyOf(record, length * 2);
      }
      record[length++] = b;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int trimmed(int length) {
    return length > 0 && record[length - 1] == '\r' ? length - 1 : length;
  }

  private boolean fill() throws IOException {
    limit = Math.max(0, in.read(buffer));
    position = 0;
    return limit > 0;
  }
}
