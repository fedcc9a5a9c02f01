package io.freshet.cli.truth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Where the sales are: those of the real shop, which are not part of the project, and made ones.
 */
final class RetailData {
  /** The file's name, wherever it lies. */
  static final String FILE = "online_retail_2010_2011.csv.gz";

  private static final String SHARED = "shared/data/online-retail";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final LocalDateTime FIRST = LocalDateTime.of(2010, 12, 1, 8, 0);
  private static final int DAYS = 373;
  private static final int INVOICES_PER_DAY = 5;
  private static final int CUSTOMERS = 40;
  private static final int PRODUCTS = 30;

  /**
   * Of four such stretches, a customer or product is there in one: the others are long silences.
   */
  private static final int DAYS_OF_A_STRETCH = 40;

  private RetailData() {}

  /** The real file; the test is skipped where it is not. */
  static Path real() {
    Path file =
        Optional.ofNullable(System.getProperty("DATA"))
            .or(() -> Optional.ofNullable(System.getenv("DATA")))
            .map(Path::of)
            .orElseGet(() -> home().resolve("..").resolve(SHARED))
            .resolve(FILE)
            .toAbsolutePath()
            .normalize();
    assumeTrue(
        Files.isReadable(file),
        "needs " + file + "; DATA as environment variable or property names another folder");
    return file;
  }

  /** The root of the checkout. */
  static Path home() {
    String given = System.getProperty("freshet.home");
    if (given != null) {
      return Path.of(given);
    }
    Path folder = Path.of("").toAbsolutePath();
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("freshet"))) {
        return at;
      }
    }
    throw new IllegalStateException(folder + " is in no checkout; name one by -Dfreshet.home");
  }

  /**
   * Writes a small file of the same shape: in time order, with lines without customer, returns,
   * ties, quantities of zero, quoted texts, both sides of summer time, and silences so long that
   * products are forgotten and come back.
   */
  static Path generate(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(FILE);
    Random random = new Random(20101201);
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write(
          "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
      int number = 536_365;
      for (int day = 0; day < DAYS; day++) {
        for (int i = 0; i < INVOICES_PER_DAY; i++) {
          LocalDateTime time = FIRST.plusDays(day).plusMinutes(i * 110L + random.nextInt(6) * 20L);
          writeInvoice(out, random, day, number++, time);
        }
      }
    }
    return file;
  }

  private static void writeInvoice(
      BufferedWriter out, Random random, int day, int number, LocalDateTime time)
      throws IOException {
    boolean isReturn = random.nextInt(5) == 0;
    String customer = random.nextInt(4) == 0 ? "" : 12_346 + present(random, day, CUSTOMERS) + ".0";
    for (int line = random.nextInt(6); line >= 0; line--) {
      int product = present(random, day, PRODUCTS);
      int quantity = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(12);
      out.write(
          String.join(
              ",",
              (isReturn ? "C" : "") + number,
              "2" + product + (product % 7 == 0 ? "a" : "A"),
              "\"SET OF 3, \"\"RETRO\"\" £" + product + "\"",
              Integer.toString(isReturn ? -quantity : quantity),
              TIME.format(time),
              random.nextInt(30) + "." + random.nextInt(1_000),
              customer,
              "United Kingdom"));
      out.write('\n');
    }
  }

  /** One of {@code all} that is there on a day; the first is always there. */
  private static int present(Random random, int day, int all) {
    int stretch = day / DAYS_OF_A_STRETCH;
    int one = random.nextInt(all);
    return one % 4 == stretch % 4 ? one : 0;
  }
}
