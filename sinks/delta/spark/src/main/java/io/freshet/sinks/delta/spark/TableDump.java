package io.freshet.sinks.delta.spark;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_millis;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
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
   * Arguments: {@code [--count] TABLE... OUTPUT}; with {@code --count} only the number of rows. An
   * empty line follows each table.
   */
  public static void main(String[] args) throws IOException {
    boolean count = args.length > 0 && args[0].equals("--count");
    int first = count ? 1 : 0;
    int output = args.length - 1;
    if (output <= first) {
      System.err.println("Usage: TableDump [--count] TABLE... OUTPUT");
      System.exit(1);
    }
    try (SparkSession spark = LocalSpark.session("table-dump");
        BufferedWriter out =
            Files.newBufferedWriter(Path.of(args[output]), StandardCharsets.UTF_8)) {
      for (int i = first; i < output; i++) {
        Dataset<Row> rows = spark.read().format("delta").load(args[i]);
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
