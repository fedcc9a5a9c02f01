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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesJobIT {
  private static final Path REAL =
      Path.of("../../../shared/data/online-retail/online_retail_2010_2011.csv.gz");

  @TempDir Path directory;

  @Test
  void everyEntityIsWhatTheNaiveEvaluatorSays() throws Exception {
    Path file = REAL.toAbsolutePath().normalize();
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(file));
    PipelinePlan plan = TestingPlans.retail(new Connector.Files(file.toString()), new Format.Csv());
    try (RedisServer redis = RedisServer.start(directory.resolve("redis"))) {
      Environment environment =
          new Environment(
              null,
              null,
              new Environment.Online(redis.uri(), Map.of()),
              new Environment.Offline(directory.resolve("delta").toUri().toString(), Map.of()),
              Map.of("restart-strategy.type", "none"));
      long start = System.nanoTime();
      PipelineJob.of(plan, environment, JobOptions.defaults())
          .start()
          .getJobExecutionResult()
          .get();
      System.out.println("job " + (System.nanoTime() - start) / 1_000_000);
      VerifyReport report =
          Verifier.verify(plan, environment, VerifyOptions.ended(true), System.out::println);
      System.out.println(
          "verified "
              + (System.nanoTime() - start) / 1_000_000
              + " "
              + report.valuesChecked()
              + report.entitiesByView());
      report.differences().stream().limit(20).forEach(System.out::println);
      assertThat(report.differencesInAll()).isZero();
    }
  }
}
