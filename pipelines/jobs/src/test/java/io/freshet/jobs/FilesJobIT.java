package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.processes.RedisServer;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesJobIT {
  private static final int ROWS = 4_000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path directory;

  @Test
  void everyEntityIsWhatTheNaiveEvaluatorSays() throws Exception {
    Path file = write(directory.resolve("transactions.csv.gz"), ROWS);
    PipelinePlan plan = TestingPlans.retail(new Connector.Files(file.toString()), new Format.Csv());
    try (RedisServer redis = RedisServer.start(directory.resolve("redis"))) {
      Environment.Offline offline =
          new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of());
      Environment environment =
          new Environment(
              null,
              null,
              new Environment.Online(redis.uri(), Map.of()),
              offline,
              Map.of("restart-strategy.type", "none"));
      PipelineJob.of(plan, environment, JobOptions.defaults())
          .start()
          .getJobExecutionResult()
          .get();

      VerifyReport report =
          Verifier.verify(plan, environment, VerifyOptions.ended(true), line -> {});
      assertThat(report.differences()).isEmpty();
      assertThat(report.entitiesByView()).containsEntry("customer", 40L).containsKey("product");
      DeltaTableReader letters =
          DeltaTableReader.openDeadLetters(DeltaSinkOptions.of(offline.root()), "retail");
      List<String> reasons = new ArrayList<>();
      letters.forEachRow(row -> reasons.add(row.get("view") + " " + row.get("reason")));
      assertThat(reasons)
          .containsOnly("customer null_key", "null undecodable")
          .filteredOn("null undecodable"::equals)
          .hasSize(1);
    }
  }

  /**
   * Sales of months, in time order but for some; a tenth without customer, one line that is none.
   */
  static Path write(Path file, int rows) throws IOException {
    Random random = new Random(7);
    LocalDateTime time = LocalDateTime.of(2011, 3, 1, 8, 0);
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      out.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n");
      for (int i = 0; i < rows; i++) {
        time = time.plusSeconds(random.nextInt(6_000));
        LocalDateTime at = random.nextInt(50) == 0 ? time.minusDays(random.nextInt(40)) : time;
        String customer = random.nextInt(10) == 0 ? "" : "c" + random.nextInt(40);
        out.write(
            "i%d,p%d,\"a \"\"big\"\",\nthing\",%d,%s,%d.%02d,%s\n"
                .formatted(
                    i / 5,
                    random.nextInt(300),
                    random.nextInt(20) - 2,
                    TIME.format(at),
                    random.nextInt(50),
                    random.nextInt(100),
                    customer));
      }
      out.write("i,p,x,many,2011-01-01 00:00:00,1,c1\n");
    }
    return file;
  }
}
