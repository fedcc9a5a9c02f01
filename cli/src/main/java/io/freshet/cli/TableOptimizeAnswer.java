package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.sinks.delta.care.OptimizeResult;
import io.freshet.sinks.delta.care.TableName;
import java.io.PrintStream;

/** What compaction did. */
record TableOptimizeAnswer(TableName table, OptimizeResult result) implements Answer {

  @Override
  public void print(PrintStream out) {
    if (result.commits() == 0) {
      out.println(table + " has no files that are worth merging");
    } else {
      out.printf(
          "%s: %s files with %s are now %s with %s; %s rows, %s commits%n",
          table,
          Numbers.grouped(result.filesRemoved()),
          Numbers.bytes(result.bytesRemoved()),
          Numbers.grouped(result.filesAdded()),
          Numbers.bytes(result.bytesAdded()),
          Numbers.grouped(result.rows()),
          Numbers.grouped(result.commits()));
    }
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("table", table.toString());
    json.put("commits", result.commits());
    json.put("files_removed", result.filesRemoved());
    json.put("files_added", result.filesAdded());
    json.put("bytes_removed", result.bytesRemoved());
    json.put("bytes_added", result.bytesAdded());
    json.put("rows", result.rows());
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
