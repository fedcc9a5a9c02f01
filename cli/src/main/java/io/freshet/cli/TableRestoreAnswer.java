package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.sinks.delta.care.RestoreResult;
import io.freshet.sinks.delta.care.TableName;
import java.io.PrintStream;

/** What a restore did. */
record TableRestoreAnswer(TableName table, RestoreResult result) implements Answer {

  @Override
  public void print(PrintStream out) {
    if (result.filesAdded() + result.filesRemoved() == 0) {
      out.printf("%s has the rows of version %d already%n", table, result.restored());
    } else {
      out.printf(
          "%s has the rows of version %d again, as version %d; files: %s back, %s away%n",
          table,
          result.restored(),
          result.version(),
          Numbers.grouped(result.filesAdded()),
          Numbers.grouped(result.filesRemoved()));
    }
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("table", table.toString());
    json.put("restored", result.restored());
    json.put("version", result.version());
    json.put("files_added", result.filesAdded());
    json.put("files_removed", result.filesRemoved());
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
