package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.local.run.RunCounts;
import java.io.PrintStream;
import java.time.Duration;

/**
 * How a run went.
 *
 * @param stopped whether it was told to end, rather than that its sources ended
 */
record RunAnswer(String pipeline, RunCounts counts, Duration elapsed, boolean stopped)
    implements Answer {

  @Override
  public void print(PrintStream out) {
    out.println(
        "pipeline '"
            + pipeline
            + (stopped ? "' stopped after " : "' came to the end of its sources in ")
            + Durations.format(elapsed));
    new TextTable("  ")
        .row("records read", Numbers.grouped(counts.recordsRead()))
        .row("rows published", Numbers.grouped(counts.rowsPublished()))
        .row("expiries", Numbers.grouped(counts.expiries()))
        .row("dead letters", Numbers.parts(counts.deadLetters()))
        .print(out);
    if (stopped) {
      out.println("the next run resumes from its last checkpoint");
    }
  }

  @Override
  public void fill(ObjectNode json) {
    json.put("pipeline", pipeline);
    json.put("status", stopped ? "stopped" : "ended");
    Counts.fill(json, counts);
    json.put("elapsed_ms", elapsed.toMillis());
  }

  @Override
  public int exitCode() {
    return ExitCode.DONE;
  }
}
