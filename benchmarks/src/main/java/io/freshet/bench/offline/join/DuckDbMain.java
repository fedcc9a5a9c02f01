package io.freshet.bench.offline.join;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** DuckDB in a process of its own: {@code SCRIPT}, a file of statements. */
public final class DuckDbMain {
  private DuckDbMain() {}

  /** Runs; the last line of standard output says how long the statements took. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("usage: SCRIPT");
      System.exit(1);
    }
    String statements = Files.readString(Path.of(args[0]));
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement()) {
      long begun = System.nanoTime();
      var unused = statement.execute(statements);
      System.out.println("{\"seconds\": " + (System.nanoTime() - begun) / 1e9 + "}");
    }
  }
}
