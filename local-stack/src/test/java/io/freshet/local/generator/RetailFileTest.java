package io.freshet.local.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetailFileTest {
  private static final String FIRST_EDITION =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final String SECOND_EDITION =
      "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n";

  @TempDir Path folder;

  @Test
  void rowsOfBothEditionsAreRead() throws Exception {
    String row = "536365,85123A,\"HEART, 5£\",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";
    RetailTransaction expected =
        new RetailTransaction(
            "536365",
            "85123A",
            "HEART, 5£",
            6,
            Instant.parse("2010-12-01T08:26:00Z").toEpochMilli(),
            new BigDecimal("2.55"),
            "17850.0",
            "United Kingdom");

    assertThat(read(file("a.csv", FIRST_EDITION + row))).containsExactly(expected);
    assertThat(read(gzipped("b.csv.gz", SECOND_EDITION + row))).containsExactly(expected);
  }

  @Test
  void whatIsMissingIsNull() throws Exception {
    RetailTransaction row =
        read(file("a.csv", FIRST_EDITION + "C1,D,,-1,2010-12-01 08:26:00,0.0,,EIRE\n")).get(0);

    assertThat(row.description()).isNull();
    assertThat(row.customerId()).isNull();
    assertThat(row.quantity()).isEqualTo(-1);
  }

  @Test
  void timesAreLocalTimesOfLondon() {
    LondonTime times = new LondonTime();

    assertThat(times.parse("2011-07-01 12:00:00"))
        .isEqualTo(Instant.parse("2011-07-01T11:00:00Z").toEpochMilli());
    assertThat(times.parse("2011-12-01 12:00:00"))
        .isEqualTo(Instant.parse("2011-12-01T12:00:00Z").toEpochMilli());
  }

  @Test
  void faultsNameFileAndPlace() throws Exception {
    Path noRow = file("bad.csv", FIRST_EDITION + "1,A,B,six,2010-12-01 08:26:00,2.55,1,EIRE\n");
    assertThatThrownBy(() -> read(noRow))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad.csv, line 2")
        .hasMessageContaining("six");

    assertThatThrownBy(() -> read(file("other.csv", "a,b\n1,2\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no column InvoiceNo or Invoice");
  }

  @Test
  void realFileIsReadToItsEnd() throws Exception {
    List<RetailTransaction> rows = read(TestingData.retailFile());

    assertThat(rows).hasSize(541_909);
    assertThat(rows.stream().filter(row -> row.customerId() == null)).hasSize(135_080);
    assertThat(rows.stream().filter(row -> row.quantity() < 0)).hasSize(10_624);
    Set<String> customers = new HashSet<>();
    BigDecimal revenue = BigDecimal.ZERO;
    for (RetailTransaction row : rows) {
      revenue = revenue.add(row.unitPrice().multiply(BigDecimal.valueOf(row.quantity())));
      if (row.customerId() != null) {
        customers.add(row.customerId());
      }
    }
    assertThat(customers).hasSize(4_372);
    assertThat(revenue).isEqualByComparingTo("9747747.934");
  }

  private static List<RetailTransaction> read(Path path) throws IOException {
    List<RetailTransaction> rows = new ArrayList<>();
    try (RetailFile file = RetailFile.open(path)) {
      for (RetailTransaction row = file.next(); row != null; row = file.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path gzipped(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }
}
