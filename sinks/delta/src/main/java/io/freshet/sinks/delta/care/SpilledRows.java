package io.freshet.sinks.delta.care;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows in a temporary file, in their order. */
final class SpilledRows {
  private static final int BUFFER = 1 << 16;

  private final Path file;

  private SpilledRows(Path file) {
    this.file = file;
  }

  /** Puts rows into a file. */
  static SpilledRows write(RowRun rows, Path directory) throws IOException {
    SpilledRows spilled =
        new SpilledRows(Files.createTempFile(directory, "freshet-compaction-", ".rows"));
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(spilled.file), BUFFER))) {
      while (rows.next()) {
        out.writeInt(rows.length());
        out.writeInt(rows.keyLength());
        out.write(rows.bytes(), rows.start(), rows.length());
      }
    } catch (IOException | RuntimeException e) {
      spilled.delete();
      throw e;
    }
    return spilled;
  }

  /** Reads them again. */
  RowRun open() throws IOException {
    return new Run(
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static final class Run implements RowRun {
    private final DataInputStream in;
    private byte[] bytes = new byte[1024];
    private int length;
    private int keyLength;

    Run(DataInputStream in) {
      this.in = in;
    }

    @Override
    public boolean next() throws IOException {
      try {
        length = in.readInt();
      } catch (EOFException e) {
        return false;
      }
      keyLength = in.readInt();
      if (bytes.length < length) {
        bytes = new byte[2 * length];
      }
      in.readFully(bytes, 0, length);
      return true;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int keyLength() {
      return keyLength;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
