package io.freshet.jobs.verify;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Two years of real sales in the order in which they arrived. December 2010 stands in both files,
 * so that its first nine days are there twice.
 */
final class RetailYears {
  private static final List<String> FILES =
      List.of("online_retail_II_2009_2010.csv.gz", "online_retail_2010_2011.csv.gz");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /**
   * A line of an invoice.
   *
   * @param id the same for a line that stands in both files, and for lines that an invoice repeats
   * @param customer empty if it is not known
   */
  record Sale(
      String id, long time, String customer, String product, long quantity, BigDecimal price) {}

  private RetailYears() {}

  /** All sales; the test is skipped where the files are not. */
  static List<Sale> read() throws IOException {
    List<Sale> sales = new ArrayList<>();
    for (String name : FILES) {
      Path file = folder().resolve(name);
      assumeTrue(Files.isReadable(file), "needs " + file + "; DATA names another folder");
      read(file, sales);
    }
    sales.sort(Comparator.comparingLong(Sale::time));
    return sales;
  }

  private static Path folder() {
    return Optional.ofNullable(System.getProperty("DATA"))
        .or(() -> Optional.ofNullable(System.getenv("DATA")))
        .map(Path::of)
        .orElseGet(() -> Path.of("..", "..", "..", "shared", "data", "online-retail"))
        .toAbsolutePath()
        .normalize();
  }

  private static void read(Path file, List<Sale> sales) throws IOException {
    Map<String, String> names = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = split(line);
        BigDecimal price = new BigDecimal(fields.get(5)).setScale(3);
        // the first file has numbers of customers with a point
        String customer = names.computeIfAbsent(fields.get(6), name -> name.replace(".0", ""));
        String product = names.computeIfAbsent(fields.get(1), name -> name);
        long time =
            LocalDateTime.parse(fields.get(4), TIME).atZone(LONDON).toInstant().toEpochMilli();
        long quantity = Long.parseLong(fields.get(3));
        String id = String.join("|", fields.get(0), product, fields.get(3), fields.get(4));
        sales.add(new Sale(id + "|" + price, time, customer, product, quantity, price));
      }
    }
  }

  /** The fields of a line; descriptions may be quoted and hold commas. */
  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
