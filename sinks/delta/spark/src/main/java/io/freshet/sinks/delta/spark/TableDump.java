package io.freshet.sinks.delta.spark;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_millis;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/**
 * Writes Delta tables as text, for tests that compare it with what was logged.
 *
 * <p>One JSON object per line and row, columns in the table's order, lines sorted. Timestamps are
 * UTC milliseconds, dates {@code 2024-01-31}, decimals plain strings, binary base64, NaN and the
 * infinities strings; NULL is null. Lists are arrays, maps arrays of {@code key} and {@code value}.
 */
public final class TableDump {
  private TableDump() {}

  /**
   * Takes orders from standard input, until that ends: lines of tab-separated {@code [--count]
   * TABLE... OUTPUT}; with {@code --count} only the number of rows. An empty line follows each
   * table. Answers {@code dumped} or {@code failed} when it is done.
   */
  public static void main(String[] args) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SparkSession spark = LocalSpark.session("table-dump")) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(isDumped(spark, List.of(order.split("\t"))) ? "dumped" : "failed");
      }
    }
  }

  private static boolean isDumped(SparkSession spark, List<String> order) {
    boolean count = order.get(0).equals("--count");
    List<String> tables = order.subList(count ? 1 : 0, order.size() - 1);
    Path output = Path.of(order.get(order.size() - 1));
    try (BufferedWriter out = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
      for (String table : tables) {
        Dataset<Row> rows = spark.read().format("delta").load(table);
        if (count) {
          writeLine(out, Long.toString(rows.count()));
        } else {
          Iterator<String> lines = lines(rows).toLocalIterator();
          while (lines.hasNext()) {
            writeLine(out, lines.next());
          }
        }
        writeLine(out, "");
      }
      return true;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return false;
    }
  }

  private static Dataset<String> lines(Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(rows.schema().fields()).map(TableDump::text).toArray(Column[]::new);
    Column json = to_json(struct(columns), Map.of("ignoreNullFields", "false"));
    // sorted by one task: a sort of all would read the table twice, once for a sample
    return rows.select(json.as("line"))
        .coalesce(1)
        .sortWithinPartitions("line")
        .as(Encoders.STRING());
  }

  private static Column text(StructField field) {
    return text(col("`" + field.name() + "`"), field.dataType()).as(field.name());
  }

  private static Column text(Column column, DataType type) {
    if (type instanceof TimestampType) {
      return unix_millis(column);
    }
    if (type instanceof DecimalType || type instanceof DateType) {
      return column.cast("string");
    }
    if (type instanceof BinaryType) {
      return base64(column);
    }
    if (type instanceof ArrayType array) {
      return transform(column, element -> text(element, array.elementType()));
    }
    if (type instanceof MapType map) {
      return transform(
          map_entries(column),
          entry ->
              struct(
                  text(entry.getField("key"), map.keyType()).as("key"),
                  text(entry.getField("value"), map.valueType()).as("value")));
    }
    return column;
  }

  private static void writeLine(BufferedWriter out, String line) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
