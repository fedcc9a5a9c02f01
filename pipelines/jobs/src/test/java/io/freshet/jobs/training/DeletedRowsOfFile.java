package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Deletes rows of a table as other writers do: by a deletion vector in its log. */
final class DeletedRowsOfFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
  private static final int ARRAY_OF_BITMAPS = 1_681_511_377;
  private static final int BITMAP_WITHOUT_RUNS = 12_346;

  private DeletedRowsOfFile() {}

  /**
   * Commits, as version {@code version}, that the first {@code count} rows of the only file that
   * version {@code added} added are deleted.
   */
  static void delete(Path table, int added, int version, int count) throws IOException {
    ObjectNode add = action(table, added, "add");
    ObjectNode remove = JSON.createObjectNode();
    remove
        .putObject("remove")
        .put("path", add.get("path").asText())
        .put("deletionTimestamp", 0)
        .put("dataChange", true);
    byte[] rows = vector(count);
    add.putObject("deletionVector")
        .put("storageType", "i")
        .put("pathOrInlineDv", base85(rows))
        .put("sizeInBytes", rows.length)
        .put("cardinality", count);
    ObjectNode info = action(table, added, "commitInfo");
    info.put("inCommitTimestamp", info.required("inCommitTimestamp").asLong() + 1);
    ObjectNode protocol = action(table, 0, "protocol").put("minReaderVersion", 3);
    protocol.withArray("readerFeatures").add("deletionVectors");
    protocol.withArray("writerFeatures").add("deletionVectors");
    Files.writeString(
        log(table, version),
        line("commitInfo", info) + line("protocol", protocol) + remove + "\n" + line("add", add));
  }

  private static ObjectNode action(Path table, int version, String name) throws IOException {
    for (String line : Files.readAllLines(log(table, version))) {
      JsonNode action = JSON.readTree(line);
      if (action.has(name)) {
        return (ObjectNode) action.get(name);
      }
    }
    throw new IOException("version " + version + " has no " + name);
  }

  private static String line(String name, ObjectNode action) {
    return JSON.createObjectNode().set(name, action) + "\n";
  }

  /** Of words of four bytes. */
  private static String base85(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    ByteBuffer words = ByteBuffer.wrap(bytes);
    while (words.hasRemaining()) {
      long word = Integer.toUnsignedLong(words.getInt());
      for (long power = 52_200_625; power > 0; power /= 85) {
        text.append(DIGITS.charAt((int) (word / power % 85)));
      }
    }
    return text.toString();
  }

  private static Path log(Path table, int version) {
    return table.resolve(String.format(Locale.ROOT, "_delta_log/%020d.json", version));
  }

  /** Rows 0 to {@code count}, exclusive, in the forms of Delta and of Roaring bitmaps. */
  private static byte[] vector(int count) {
    int size = (4 + 8 + 4 + 4 + 4 + 4 + 4 + 2 * count + 3) / 4 * 4;
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(ARRAY_OF_BITMAPS).putLong(1).putInt(0);
    bytes.putInt(BITMAP_WITHOUT_RUNS).putInt(1);
    bytes.putShort((short) 0).putShort((short) (count - 1)).putInt(16);
    for (short row = 0; row < count; row++) {
      bytes.putShort(row);
    }
    return bytes.array();
  }
}
