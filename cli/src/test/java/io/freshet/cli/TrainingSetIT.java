package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From events in a file to a set, by the commands that people use, and the set against SQL over the
 * table's files. The tests go on where the one before left the table.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingSetIT {
  private static final String DEFINITIONS =
      """
      kind: Pipeline
      name: till
      ---
      kind: Source
      name: sales
      connector: files
      path: "%s"
      format: csv
      columns: {user_id: string, amount: "decimal(12,2)", sold: bigint}
      event_time: {column: sold, format: epoch_ms}
      max_out_of_orderness: 0s
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: buying
      entity: user
      freshness: 0s
      sources:
        - source: sales
          features:
            - {name: sales, aggregate: count, windows: [1d, 30d]}
            - {name: revenue, aggregate: sum, value: amount, default: 0, windows: [30d]}
            - {name: last_at, aggregate: max, value: "TO_TIMESTAMP_LTZ(sold, 3)", windows: [lifetime]}
      derived:
        - {name: mean, expr: "revenue_30d / NULLIF(sales_30d, 0)"}
        - {name: hours_since, age_of: last_at, unit: hours}
      """;

  /** What SQL says that each label must have. */
  private static final String EXPECTED =
      """
      SELECT churned, user_id, asked, sales_1d, sales_30d, revenue_30d, mean, last_at FROM (
        SELECT l.*, r.* EXCLUDE (user_id), row_number() OVER (
            PARTITION BY l.churned
            ORDER BY generation DESC, feature_timestamp DESC, sequence DESC) AS place
        FROM read_csv('${LABELS}', types = {'asked': 'TIMESTAMPTZ'}) l
        LEFT JOIN read_parquet('${TABLE}/event_date=*/*.parquet') r
          ON r.user_id = l.user_id AND r.available_at < l.asked)
      WHERE place = 1 ORDER BY churned
      """;

  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  @TempDir static Path directory;
  private static final Session SESSION = Session.open();
  private final TestingConsole console = TestingConsole.plain();

  @BeforeAll
  static void runThePipeline() throws IOException {
    Path events = writeSales(3);
    Path definitions = Files.createDirectory(directory.resolve("till"));
    Files.writeString(definitions.resolve("till.yaml"), DEFINITIONS.formatted(events));
    Files.writeString(directory.resolve("env.yaml"), "offline: {root: \"%s\"}\n".formatted(root()));
    Random random = new Random(4);
    StringBuilder labels = new StringBuilder("churned,user_id,asked\n");
    for (int i = 0; i < 400; i++) {
      long time = START + random.nextInt(760) * HOUR;
      labels.append(
          "%d,u%d,%s\n".formatted(i, random.nextInt(28), java.time.Instant.ofEpochMilli(time)));
    }
    Files.writeString(directory.resolve("labels.csv"), labels);
    run();
  }

  private static Path writeSales(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder sales = new StringBuilder("user_id,amount,sold\n");
    for (int i = 0; i < 1_500; i++) {
      // a fifth come late, so that they are known hours after their time
      long time = START + i * HOUR / 2 - (random.nextInt(5) == 0 ? random.nextInt(80) * HOUR : 0);
      sales.append(
          "u%d,%d.%02d,%d\n"
              .formatted(random.nextInt(25), random.nextInt(90), random.nextInt(100), time));
    }
    return Files.writeString(directory.resolve("sales.csv"), sales);
  }

  @AfterAll
  static void close() {
    SESSION.close();
  }

  private static void run(String... more) {
    List<String> line = new ArrayList<>(List.of("run", path("till"), "--env", path("env.yaml")));
    line.addAll(List.of(more));
    TestingConsole own = TestingConsole.plain();
    assertThat(own.run(SESSION, line.toArray(String[]::new))).as(own.err()).isZero();
  }

  private static String root() {
    return directory.resolve("delta").toUri().toString();
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  private JsonNode set(int exitCode, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(List.of("training-set", "--env", path("env.yaml"), "--json"));
    line.addAll(List.of(more));
    assertThat(console.run(SESSION, line.toArray(String[]::new)))
        .as(console.err())
        .isEqualTo(exitCode);
    return new ObjectMapper().readTree(console.lastLine());
  }

  private JsonNode make(String out, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                path("till"),
                "--labels",
                path("labels.csv"),
                "--label-time",
                "asked",
                "--features",
                "buying",
                "--mode",
                "logged",
                "--out",
                path(out)));
    line.addAll(List.of(more));
    return set(ExitCode.DONE, line.toArray(String[]::new));
  }

  @Test
  @Order(1)
  void aSetHasWhatSqlFindsInTheTablesFiles() throws Exception {
    JsonNode json = make("first.parquet");
    assertThat(json.get("rows").asLong()).isEqualTo(400);
    assertThat(json.get("coverage").get("sales_30d").asDouble()).isEqualTo(1);
    assertThat(json.get("coverage").get("mean").asDouble()).isBetween(0.5, 0.99);
    JsonNode view = json.get("statistics").get("views").get(0);
    assertThat(view.get("missing").asLong()).isBetween(10L, 200L);
    assertThat(view.get("leaks").asLong()).isPositive();
    assertThat(Path.of(json.get("manifest").asText())).isRegularFile();
    String expected =
        EXPECTED
            .replace("${LABELS}", path("labels.csv"))
            .replace("${TABLE}", path("delta/till/buying"));
    String actual =
        "SELECT churned::BIGINT AS churned, user_id, asked, sales_1d, sales_30d, revenue_30d, mean,"
            + " last_at, hours_since FROM read_parquet('"
            + path("first.parquet")
            + "/*.parquet') ORDER BY 1";
    String difference =
        """
        SELECT count(*) FROM (%s) e FULL JOIN (%s) a ON e.churned = a.churned
        WHERE a.churned IS NULL OR e.churned IS NULL
          OR e.user_id <> a.user_id OR e.asked <> a.asked
          OR coalesce(e.sales_1d, 0) <> a.sales_1d OR coalesce(e.sales_30d, 0) <> a.sales_30d
          OR coalesce(e.revenue_30d, 0) IS DISTINCT FROM a.revenue_30d
          OR e.mean IS DISTINCT FROM a.mean OR e.last_at IS DISTINCT FROM a.last_at
          OR floor((epoch_ms(a.asked) - epoch_ms(a.last_at)) / 3600000)
            IS DISTINCT FROM a.hours_since
        """
            .formatted(expected, actual);
    assertThat(number(difference)).isZero();
  }

  @Test
  @Order(2)
  void csvHoldsTheSameSetAndNothingThatWasNotReadable() throws Exception {
    make("c.csv.gz", "--with-times", "--prefix");
    String both =
        """
        SELECT count(*) FROM (
          FROM read_parquet('%s/*.parquet')
          SELECT churned::BIGINT, user_id, epoch_ms(asked), sales_30d, revenue_30d::DECIMAL(18, 2),
            round(mean::DOUBLE, 6), epoch_ms(last_at)
          EXCEPT FROM read_csv('%s', types = {'asked': 'VARCHAR'})
          SELECT churned, user_id, epoch_ms(asked::TIMESTAMPTZ), buying__sales_30d,
            buying__revenue_30d::DECIMAL(18, 2), round(buying__mean::DOUBLE, 6),
            epoch_ms(buying__last_at::TIMESTAMPTZ))
        """
            .formatted(path("first.parquet"), path("c.csv.gz"));
    assertThat(number(both)).isZero();
    String known = "SELECT count(*) FROM read_csv('%s') WHERE buying__available_at IS NOT NULL";
    assertThat(number(known.formatted(path("c.csv.gz")))).isGreaterThan(200);
    assertThat(number((known + " AND buying__available_at >= asked").formatted(path("c.csv.gz"))))
        .isZero();
  }

  @Test
  @Order(3)
  void theSameSetIsMadeAgainAlthoughTheTableHasGrown() throws Exception {
    JsonNode before = make("before");
    assertThat(before.get("digest").asText())
        .isEqualTo(manifest("first.parquet", "/output/digest"));
    writeSales(5);
    run("--fresh");
    JsonNode after = make("after");
    assertThat(after.get("digest")).isNotEqualTo(before.get("digest"));
    JsonNode again =
        set(ExitCode.DONE, "--manifest", path("before.manifest.json"), "--out", path("again"));
    assertThat(again.get("digest")).isEqualTo(before.get("digest"));
    String different =
        "SELECT count(*) FROM (FROM read_parquet('%s') EXCEPT ALL FROM read_parquet('%s'))";
    String first = path("before") + "/*.parquet";
    String second = path("again") + "/*.parquet";
    assertThat(number(different.formatted(first, second))).isZero();
    assertThat(number(different.formatted(second, first))).isZero();
    assertThat(number(different.formatted(first, path("after") + "/*.parquet"))).isPositive();
  }

  @Test
  @Order(4)
  void otherLabelsAreNotThoseOfTheManifest() throws Exception {
    Files.writeString(
        directory.resolve("other.csv"), Files.readString(directory.resolve("labels.csv")) + "\n");
    JsonNode json =
        set(
            ExitCode.INPUT,
            "--manifest",
            path("before.manifest.json"),
            "--labels",
            path("other.csv"),
            "--out",
            path("never"));
    assertThat(json.get("error").get("message").asText()).contains("not those of the manifest");
    assertThat(directory.resolve("never")).doesNotExist();
  }

  @Test
  @Order(5)
  void allFaultsOfLabelsAreTold() throws Exception {
    Files.writeString(
        directory.resolve("bad.csv"),
        "churned,user_id,asked\n0,u1,2023-11-20 10:00:00\n1,u2,yesterday\n\n1,u3\n,,\n");
    JsonNode json =
        set(
            ExitCode.INPUT,
            path("till"),
            "--labels",
            path("bad.csv"),
            "--label-time",
            "asked",
            "--features",
            "buying",
            "--out",
            path("never"));
    assertThat(json.get("error").get("message").asText())
        .contains("bad.csv:3: column 'asked': 'yesterday' is no time")
        .contains("bad.csv:5: the line has 2 fields, but the header names 3 columns")
        .contains("bad.csv:6: column 'asked' has no time")
        .contains("3 faults");
    try (var left = Files.list(directory)) {
      assertThat(left).noneMatch(path -> path.toString().contains("never"));
    }
  }

  private static String manifest(String set, String pointer) throws IOException {
    return new ObjectMapper()
        .readTree(directory.resolve(set + ".manifest.json").toFile())
        .at(pointer)
        .asText();
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
