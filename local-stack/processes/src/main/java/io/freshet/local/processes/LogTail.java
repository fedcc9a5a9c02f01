package io.freshet.local.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, without what stood in it before. */
record LogTail(Path file, long start) {

  private static final int MOST_BYTES = 64 * 1024;

  /** The part of {@code file} that is written from now on; the file need not exist. */
  static LogTail from(Path file) throws IOException {
    return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
  }

  /** At most {@code n} lines, the newest last; empty if the file cannot be read. */
  List<String> lastLines(int n) {
    List<String> lines = read(MOST_BYTES).lines().toList();
    return lines.subList(Math.max(0, lines.size() - n), lines.size());
  }

  /** Such lines as text for a message, one indented line each. */
  static String quote(Path file, List<String> lines) {
    return lines.isEmpty()
        ? file + " is empty"
        : "the last lines of %s are%n    | %s"
            .formatted(file, String.join(System.lineSeparator() + "    | ", lines));
  }

  private String read(int most) {
    try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(start, input.length() - most);
      byte[] bytes = new byte[(int) Math.max(0, input.length() - from)];
      input.seek(from);
      input.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
