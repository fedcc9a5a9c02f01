package io.freshet.sinks.delta;

import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.PendingCommit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes in which files and pending commits travel between operators and rest in state. A first
 * byte names the format; savepoints of released versions stay readable.
 */
final class CommitCodec {
  private static final byte FORMAT = 1;

  private CommitCodec() {}

  static byte[] encode(DataFile file) {
    return bytes(out -> write(out, file));
  }

  static DataFile decodeFile(byte[] bytes) {
    return read(bytes, CommitCodec::readFile);
  }

  static byte[] encode(PendingCommit commit) {
    return bytes(
        out -> {
          writeText(out, commit.application());
          out.writeLong(commit.version());
          out.writeLong(commit.sealedAt());
          out.writeInt(commit.files().size());
          for (DataFile file : commit.files()) {
            write(out, file);
          }
        });
  }

  static PendingCommit decodeCommit(byte[] bytes) {
    return read(
        bytes,
        in -> {
          String application = readText(in);
          long version = in.readLong();
          long sealedAt = in.readLong();
          int count = in.readInt();
          List<DataFile> files = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            files.add(readFile(in));
          }
          return new PendingCommit(application, version, sealedAt, files);
        });
  }

  private static void write(DataOutputStream out, DataFile file) throws IOException {
    writeText(out, file.path());
    out.writeInt(file.partitionDay());
    out.writeLong(file.size());
    out.writeLong(file.modifiedAt());
    out.writeLong(file.rows());
    writeText(out, file.statistics());
  }

  private static DataFile readFile(DataInputStream in) throws IOException {
    return new DataFile(
        readText(in), in.readInt(), in.readLong(), in.readLong(), in.readLong(), readText(in));
  }

  /** Not {@code writeUTF}, which stops at 64 KiB. */
  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Encoder encoder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      encoder.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("no I/O here", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Decoder<T> decoder) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "A pending commit has format "
                + format
                + ", this version knows "
                + FORMAT
                + "; the savepoint is from a newer Freshet, go on with that one");
      }
      return decoder.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("A pending commit is truncated", e);
    }
  }

  private interface Encoder {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Decoder<T> {
    T read(DataInputStream in) throws IOException;
  }
}
