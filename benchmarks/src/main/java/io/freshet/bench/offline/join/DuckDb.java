package io.freshet.bench.offline.join;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database in memory that reads and writes files. */
final class DuckDb {
  private DuckDb() {}

  static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:");
  }

  /** Runs statements in a database of their own. */
  static void run(String statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      var unused = statement.execute(statements);
    }
  }
}
