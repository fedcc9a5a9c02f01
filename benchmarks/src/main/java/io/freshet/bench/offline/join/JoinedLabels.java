package io.freshet.bench.offline.join;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joined labels as somebody wrote them to Parquet, in whatever order.
 *
 * @param path the file, or a folder of files
 * @param layout the features that stand behind the labels
 */
record JoinedLabels(Path path, RowLayout layout) {

  /**
   * A digest of each column, and of how many values it has: the sum, over all labels, of a hash of
   * the label's number and the value.
   */
  Map<String, BigInteger> digests() throws SQLException {
    Map<String, String> columns = columns();
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    columns.forEach(
        (name, value) ->
            sql.append(", sum(hash(order_id, ")
                .append(value)
                .append(")), count(")
                .append(name)
                .append(")"));
    Map<String, BigInteger> digests = new LinkedHashMap<>();
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql + " FROM " + files())) {
      row.next();
      digests.put("rows", number(row, 1));
      int position = 2;
      for (String name : columns.keySet()) {
        digests.put(name, number(row, position++));
        digests.put("values of " + name, number(row, position++));
      }
    }
    return digests;
  }

  /** A label whose value differs; for people. */
  String difference(JoinedLabels other, String column) throws SQLException {
    String value = columns().getOrDefault(column, "order_id");
    String sql =
        "SELECT a.order_id, a.value, b.value FROM (SELECT order_id, %s AS value FROM %s) AS a"
            + " FULL JOIN (SELECT order_id, %s AS value FROM %s) AS b USING (order_id)"
            + " WHERE a.value IS DISTINCT FROM b.value LIMIT 1";
    try (Connection connection = DuckDb.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(sql.formatted(value, files(), value, other.files()))) {
      return row.next()
          ? "of order " + row.getString(1) + ": " + row.getString(2) + " and " + row.getString(3)
          : "in how often labels stand in it";
    }
  }

  /** What is compared, by column: values in one type, however they were written. */
  private Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("order_id", "order_id");
    columns.put("user_id", "user_id");
    columns.put("label_time", "epoch_us(label_time)");
    columns.put("label", "CAST(label AS BIGINT)");
    for (Field feature : layout.features()) {
      columns.put(feature.name(), value(feature));
    }
    return columns;
  }

  private static String value(Field feature) {
    ValueType type = feature.type();
    return type.kind() == ValueType.Kind.TIMESTAMP
        ? "epoch_us(" + feature.name() + ")"
        : "CAST(" + feature.name() + " AS " + type + ")";
  }

  private String files() {
    String pattern = Files.isDirectory(path) ? path + "/*.parquet" : path.toString();
    return "read_parquet('" + pattern + "', hive_partitioning = false)";
  }

  private static BigInteger number(ResultSet row, int position) throws SQLException {
    String text = row.getString(position);
    return text == null ? BigInteger.ZERO : new BigInteger(text);
  }
}
