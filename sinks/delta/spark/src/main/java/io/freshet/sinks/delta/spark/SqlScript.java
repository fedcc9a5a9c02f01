package io.freshet.sinks.delta.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Runs SQL statements, for measurements beside ours. */
public final class SqlScript {
  private SqlScript() {}

  /**
   * Argument: {@code SCRIPT}, a file of statements, each ended by a semicolon at the end of a line.
   * The last line of standard output says how long they took, once Spark was there.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("Usage: SqlScript SCRIPT");
      System.exit(1);
    }
    String[] statements = Files.readString(Path.of(args[0])).split(";\\s*\n");
    try (SparkSession spark = LocalSpark.session("sql-script")) {
      long begun = System.nanoTime();
      for (String statement : statements) {
        spark.sql(statement);
      }
      System.out.println("{\"seconds\": " + (System.nanoTime() - begun) / 1e9 + "}");
    }
  }
}
