package io.freshet.local.generator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a UCI "Online Retail" file, in the file's order: CSV, gzipped if its name
 * ends in {@code .gz}, with the column names of either edition. Not thread-safe.
 */
final class RetailFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final LondonTime times = new LondonTime();
  private final int invoice;
  private final int stockCode;
  private final int description;
  private final int quantity;
  private final int invoiceDate;
  private final int price;
  private final int customer;
  private final int country;

  private RetailFile(Path path, CSVParser parser) throws IOException {
    this.path = path;
    this.parser = parser;
    this.records = parser.iterator();
    this.invoice = column("InvoiceNo", "Invoice");
    this.stockCode = column("StockCode");
    this.description = column("Description");
    this.quantity = column("Quantity");
    this.invoiceDate = column("InvoiceDate");
    this.price = column("UnitPrice", "Price");
    this.customer = column("CustomerID", "Customer ID");
    this.country = column("Country");
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read or lacks a column
   */
  static RetailFile open(Path path) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
      return new RetailFile(path, CSVParser.parse(reader, format));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The next transaction; null at the end.
   *
   * @throws IOException if a line is none, or the file cannot be read
   */
  @Nullable RetailTransaction next() throws IOException {
    try {
      return records.hasNext() ? transaction(records.next()) : null;
    } catch (UncheckedIOException e) {
      throw new IOException(path + " cannot be read to its end: " + e.getMessage(), e);
    } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          path + ", line " + parser.getCurrentLineNumber() + ": no transaction: " + e.getMessage(),
          e);
    }
  }

  private RetailTransaction transaction(CSVRecord record) {
    return new RetailTransaction(
        record.get(invoice),
        record.get(stockCode),
        nullIfEmpty(record.get(description)),
        Integer.parseInt(record.get(quantity)),
        times.parse(record.get(invoiceDate)),
        new BigDecimal(record.get(price)),
        nullIfEmpty(record.get(customer)),
        record.get(country));
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private int column(String... names) throws IOException {
    Map<String, Integer> header = parser.getHeaderMap();
    return Arrays.stream(names)
        .map(header::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    path
                        + " has no column "
                        + String.join(" or ", names)
                        + ", only "
                        + parser.getHeaderNames()
                        + "; give it a UCI Online Retail file"));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
