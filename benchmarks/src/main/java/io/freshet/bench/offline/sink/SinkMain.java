package io.freshet.bench.offline.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/**
 * One run in a process of its own: {@code WRITER FOLDER WARM_UP ROWS}. The last line of standard
 * output that begins with a brace is what it took, as JSON.
 */
public final class SinkMain {
  private SinkMain() {}

  /** Runs. */
  public static void main(String[] args) throws Exception {
    if (args.length != 4) {
      System.err.println("usage: WRITER FOLDER WARM_UP ROWS");
      System.exit(1);
    }
    SinkRun run =
        new SinkRun(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    System.out.println(new ObjectMapper().writeValueAsString(run.run(Writer.of(args[0]))));
    System.out.flush();
    System.exit(0);
  }
}
