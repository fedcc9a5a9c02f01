package io.freshet.cli.truth;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

  /** An entity at a time, UTC milliseconds. */
  record AsOf(String key, long time) {}

  private static final double TOLERANCE = 1e-9;

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
    forEachValue(query, (entity, features) -> values.put(entity.key(), features));
    return values;
  }

  /**
   * The values of each feature by name, of entities at times.
   *
   * @param asOf a query for their keys and times
   */
  Map<AsOf, Map<String, @Nullable Object>> valuesAsOf(String query, String asOf)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM as_of");
      statement.execute("INSERT INTO as_of " + asOf);
    }
    Map<AsOf, Map<String, @Nullable Object>> values = new HashMap<>();
    forEachValue(query, values::put);
    return values;
  }

  /** The rows of a query, by the names of their columns. */
  void forEachRow(String query, Consumer<Map<String, @Nullable Object>> consumer)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      ResultSetMetaData columns = row.getMetaData();
      while (row.next()) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          values.put(columns.getColumnName(i), row.getObject(i));
        }
        consumer.accept(values);
      }
    }
  }

  private void forEachValue(String query, BiConsumer<AsOf, Map<String, @Nullable Object>> consumer)
      throws SQLException, IOException {
    forEachRow(
        sql(query),
        values -> {
          String key = String.valueOf(values.remove("key"));
          long time = ((Number) Objects.requireNonNull(values.remove("t"))).longValue();
          consumer.accept(new AsOf(key, time), values);
        });
  }

  /** Whether a value is what SQL says: doubles nearly, other numbers whatever their scale. */
  static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    }
    if (expected instanceof Double a && actual instanceof Double b) {
      return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
    }
    return new BigDecimal(expected.toString()).compareTo(new BigDecimal(actual.toString())) == 0;
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
