package io.freshet.sinks.delta;

import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TableMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes in which files and pending commits travel between operators and rest in state.
 *
 * <p>A pending commit begins with its format; savepoints of older versions stay readable: format 1
 * knows no metadata. What the writers send rests in no state, and begins with what it is.
 */
final class CommitCodec {
  private static final byte WITHOUT_METADATA = 1;
  private static final byte FORMAT = 2;

  private static final byte FILE = 1;
  private static final byte COMPLETENESS = 2;

  private CommitCodec() {}

  static byte[] encode(DataFile file) {
    return bytes(
        out -> {
          out.writeByte(FILE);
          write(out, file);
        });
  }

  /** Since when features are complete. */
  static byte[] encode(Map<String, Long> completeFrom) {
    return bytes(
        out -> {
          out.writeByte(COMPLETENESS);
          write(out, completeFrom);
        });
  }

  /** Reads what a writer sent, and hands it to the one that takes it. */
  static void decode(
      byte[] bytes, Consumer<DataFile> files, Consumer<Map<String, Long>> completeness) {
    read(
        bytes,
        in -> {
          byte kind = in.readByte();
          switch (kind) {
            case FILE -> files.accept(readFile(in));
            case COMPLETENESS -> completeness.accept(readCompleteness(in));
            default -> throw new IllegalStateException("A writer sent something of kind " + kind);
          }
          return kind;
        });
  }

  static byte[] encode(PendingCommit commit) {
    return bytes(
        out -> {
          out.writeByte(FORMAT);
          writeText(out, commit.application());
          out.writeLong(commit.version());
          out.writeLong(commit.sealedAt());
          out.writeInt(commit.files().size());
          for (DataFile file : commit.files()) {
            write(out, file);
          }
          write(out, commit.metadata());
        });
  }

  static PendingCommit decodeCommit(byte[] bytes) {
    return read(
        bytes,
        in -> {
          byte format = in.readByte();
          if (format != FORMAT && format != WITHOUT_METADATA) {
            throw new IllegalStateException(
                "A pending commit has format "
                    + format
                    + ", this version knows "
                    + FORMAT
                    + "; the savepoint is from a newer Freshet, go on with that one");
          }
          String application = readText(in);
          long version = in.readLong();
          long sealedAt = in.readLong();
          int count = in.readInt();
          List<DataFile> files = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            files.add(readFile(in));
          }
          TableMetadata metadata = format == WITHOUT_METADATA ? null : readMetadata(in);
          return new PendingCommit(application, version, sealedAt, files, metadata);
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

  private static void write(DataOutputStream out, @Nullable TableMetadata metadata)
      throws IOException {
    out.writeBoolean(metadata != null);
    if (metadata != null) {
      writeText(out, metadata.definition());
      Long watermark = metadata.watermark();
      out.writeBoolean(watermark != null);
      if (watermark != null) {
        out.writeLong(watermark);
      }
      write(out, metadata.completeFrom());
    }
  }

  private static @Nullable TableMetadata readMetadata(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String definition = readText(in);
    Long watermark = in.readBoolean() ? in.readLong() : null;
    return new TableMetadata(definition, watermark, readCompleteness(in));
  }

  private static void write(DataOutputStream out, Map<String, Long> completeFrom)
      throws IOException {
    out.writeInt(completeFrom.size());
    for (Map.Entry<String, Long> since : new TreeMap<>(completeFrom).entrySet()) {
      writeText(out, since.getKey());
      out.writeLong(since.getValue());
    }
  }

  private static Map<String, Long> readCompleteness(DataInputStream in) throws IOException {
    int count = in.readInt();
    Map<String, Long> completeFrom = new HashMap<>();
    for (int i = 0; i < count; i++) {
      completeFrom.put(readText(in), in.readLong());
    }
    return completeFrom;
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
      encoder.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("no I/O here", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Decoder<T> decoder) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return decoder.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("A pending commit is cut short", e);
    }
  }

  private interface Encoder {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Decoder<T> {
    T read(DataInputStream in) throws IOException;
  }
}
