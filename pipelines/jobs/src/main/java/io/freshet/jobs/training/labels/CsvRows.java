package io.freshet.jobs.training.labels;

import io.freshet.schemas.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CSV text (RFC 4180, UTF-8) as rows of packed STRINGs. An empty field is NULL, an empty
 * quoted one the empty string; lines of nothing are passed over. Not thread-safe.
 */
final class CsvRows implements Closeable {
  private static final int END = -1;

  private final InputStream in;
  private final byte delimiter;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] field = new byte[256];
  private int length;
  private boolean quoted;
  private boolean ascii;
  private boolean recordEnded;
  private long line = 1;
  private long recordLine;
  private int fields;

  CsvRows(InputStream in, char delimiter) throws IOException {
    this.in = in;
    this.delimiter = (byte) delimiter;
    skipByteOrderMark();
  }

  private void skipByteOrderMark() throws IOException {
    limit = in.readNBytes(buffer, 0, 3);
    boolean mark =
        limit == 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    position = mark ? 3 : 0;
  }

  /**
   * Reads the next record.
   *
   * @param out gets its packed fields
   * @param offsets gets where each begins and where the last one ends, as far as there is room
   * @return false at the end
   * @throws LabelFaultException if a field is not UTF-8; the record has been read then
   */
  boolean next(ByteWriter out, int[] offsets) throws IOException, LabelFaultException {
    LabelFaultException fault = null;
    do {
      out.clear();
      fields = 0;
      recordLine = line;
      recordEnded = false;
      while (!recordEnded) {
        if (!readField()) {
          return false;
        }
        if (fields < offsets.length) {
          offsets[fields] = out.size();
        }
        fields++;
        if (!ascii && !isUtf8()) {
          fault = new LabelFaultException("field " + fields + " is not UTF-8");
        }
        pack(out);
      }
    } while (fields == 1 && length == 0 && !quoted);
    if (fields < offsets.length) {
      offsets[fields] = out.size();
    }
    if (fault != null) {
      throw fault;
    }
    return true;
  }

  /** Number of fields of the record read last. */
  int fields() {
    return fields;
  }

  /** The line in which the record read last began, from 1 on. */
  long line() {
    return recordLine;
  }

  private void pack(ByteWriter out) {
    if (length == 0 && !quoted) {
      out.writeByte(0);
    } else {
      out.writeByte(1);
      out.writeUnsigned(length);
      out.writeRaw(field, 0, length);
    }
  }

  private boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Reads a field; false if there is none any more. */
  private boolean readField() throws IOException {
    length = 0;
    quoted = false;
    ascii = true;
    int next = read();
    if (next == END && fields == 0) {
      return false;
    }
    if (next == '"') {
      quoted = true;
      readQuoted();
      next = read();
    }
    while (next != END && next != delimiter && next != '\n') {
      if (next != '\r' || peek() != '\n') {
        append(next);
      }
      next = read();
    }
    recordEnded = next != delimiter;
    return true;
  }

  private void readQuoted() throws IOException {
    int next = read();
    while (next != END) {
      if (next == '"') {
        if (peek() != '"') {
          return;
        }
        read();
      }
      append(next);
      next = read();
    }
  }

  private void append(int next) {
    if (length == field.length) {
      field = Arrays.copyOf(field, length * 2);
    }
    field[length++] = (byte) next;
    ascii &= next < 0x80;
  }

  private int read() throws IOException {
    if (position == limit && !fill()) {
      return END;
    }
    int next = buffer[position++] & 0xFF;
    if (next == '\n') {
      line++;
    }
    return next;
  }

  private int peek() throws IOException {
    return position < limit || fill() ? buffer[position] & 0xFF : END;
  }

  private boolean fill() throws IOException {
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    position = 0;
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
