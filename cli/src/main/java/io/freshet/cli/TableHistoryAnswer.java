package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.sinks.delta.care.TableName;
import io.freshet.sinks.delta.care.TableVersion;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The versions of a table, the newest first. */
record TableHistoryAnswer(TableName table, List<TableVersion> versions) implements Answer {

  @Override
  public void print(PrintStream out) {
    out.println(table);
    TextTable text =
        new TextTable("  ")
            .row(
                "version",
                "time",
                "operation",
                "files",
                "rows",
                "bytes",
                "checkpoint",
                "watermark");
    for (TableVersion version : versions) {
      text.row(
          Long.toString(version.version()),
          Instant.ofEpochMilli(version.time()).toString(),
          version.operation(),
          change(version.filesAdded(), version.filesRemoved()),
          rows(version),
          change(version.bytesAdded(), version.bytesRemoved()),
          version.checkpoint().isPresent() ? Long.toString(version.checkpoint().getAsLong()) : "-",
          version.watermark().isPresent()
              ? Instant.ofEpochMilli(version.watermark().getAsLong()).toString()
              : "-");
    }
    text.print(out);
  }

  private static String rows(TableVersion version) {
    return version.rowsAdded().isEmpty() || version.rowsRemoved().isEmpty()
        ? "?"
        : change(version.rowsAdded().getAsLong(), version.rowsRemoved().getAsLong());
  }

  /** {@code +12 -3}, without what is 0. */
  private static String change(long added, long removed) {
    String text =
        (added == 0 ? "" : "+" + Numbers.grouped(added))
            + (removed == 0 ? "" : " -" + Numbers.grouped(removed));
    return text.isEmpty() ? "0" : text.strip();
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("table", table.toString());
    ArrayNode list = json.putArray("versions");
    for (TableVersion version : versions) {
      ObjectNode node = list.addObject();
      node.put("version", version.version());
      node.put("time", version.time());
      node.put("operation", version.operation());
      node.put("files_added", version.filesAdded());
      node.put("files_removed", version.filesRemoved());
      put(node, "rows_added", version.rowsAdded());
      put(node, "rows_removed", version.rowsRemoved());
      node.put("bytes_added", version.bytesAdded());
      node.put("bytes_removed", version.bytesRemoved());
      put(node, "checkpoint", version.checkpoint());
      put(node, "watermark", version.watermark());
    }
  }

  private static void put(ObjectNode node, String name, OptionalLong value) {
    if (value.isPresent()) {
      node.put(name, value.getAsLong());
    } else {
      node.putNull(name);
    }
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
