package io.freshet.cli.truth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sales in DuckDB and what SQL, written by hand and kept beside this class, says of them. It
 * shares nothing with the product but the file. Not thread-safe.
 */
final class SalesOracle implements AutoCloseable {

  /**
   * Where the row of an entity stands at the end.
   *
   * @param time as-of time
   * @param sequence events applied since the entity was last forgotten, in the file's order
   * @param events all applied events
   * @param isForgotten whether it is forgotten at the end
   */
  record Version(long time, long sequence, long events, boolean isForgotten) {}

  private final Connection connection;

  private SalesOracle(Connection connection) {
    this.connection = connection;
  }

  /** Reads a file of sales. */
  static SalesOracle over(Path file) throws SQLException, IOException {
    SalesOracle oracle = new SalesOracle(DriverManager.getConnection("jdbc:duckdb:"));
    try (Statement statement = oracle.connection.createStatement()) {
      statement.execute(sql("sales").replace("${FILE}", file.toString()));
      statement.execute("CREATE TABLE as_of (key VARCHAR, t BIGINT)");
    }
    return oracle;
  }

  /** A number. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** All times in the file. */
  NavigableSet<Long> times() throws SQLException {
    NavigableSet<Long> times = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT DISTINCT t FROM sales")) {
      while (row.next()) {
        times.add(row.getLong(1));
      }
    }
    return times;
  }

  /** Where each entity stands, by key. */
  Map<String, Version> versions(String query) throws SQLException, IOException {
    Map<String, Version> versions = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql(query))) {
      while (row.next()) {
        versions.put(
            row.getString("key"),
            new Version(
                row.getLong("t"),
                row.getLong("sequence"),
                row.getLong("events"),
                row.getBoolean("forgotten")));
      }
    }
    return versions;
  }

  /** The values of each feature by name, of each entity by key, at a time for each. */
  Map<String, Map<String, @Nullable Object>> values(String query, Map<String, Long> times)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO as_of VALUES (?, ?)")) {
      statement.execute("DELETE FROM as_of");
      for (Map.Entry<String, Long> time : times.entrySet()) {
        insert.setString(1, time.getKey());
        insert.setLong(2, time.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    Map<String, Map<String, @Nullable Object>> values = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql(query))) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, @Nullable Object> features = new TreeMap<>();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
          features.put(columns.getColumnName(i), row.getObject(i));
        }
        values.put(row.getString("key"), features);
      }
    }
    return values;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String sql(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SalesOracle.class.getResourceAsStream(name + ".sql"), "no query " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
