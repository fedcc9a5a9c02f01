package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.verify.Verifier;
import io.freshet.jobs.verify.VerifyOptions;
import io.freshet.jobs.verify.VerifyReport;
import io.freshet.local.processes.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline whose offline store is on S3, by what its environment file says. */
class S3JobIT {
  private static final int ROWS = 200;

  @TempDir Path directory;

  @Test
  void everyEntityIsLoggedAsTheNaiveEvaluatorSays() throws Exception {
    Path file = FilesJobIT.write(directory.resolve("transactions.csv.gz"), ROWS);
    PipelinePlan plan = TestingPlans.retail(new Connector.Files(file.toString()), new Format.Csv());
    try (S3Server s3 = S3Server.start(directory.resolve("s3"))) {
      Path objects = s3.bucket("features");
      Environment environment = environment(s3, s3.secretKey());

      run(plan, environment);

      VerifyReport report =
          Verifier.verify(plan, environment, VerifyOptions.ended(true), line -> {});
      assertThat(report.differences()).isEmpty();
      assertThat(report.entitiesByView()).containsOnlyKeys("customer", "product");
      assertThat(objects.resolve("production/retail/customer/_delta_log")).isDirectory();

      // another bucket: the client of the first one stays as it is
      s3.bucket("refused");
      Environment wrong = environment(s3, "hunter2");
      assertThatThrownBy(() -> run(plan, inBucket("refused", wrong)))
          .hasStackTraceContaining("S3_ACCESS: The S3 store of bucket 'refused'")
          .satisfies(
              e ->
                  assertThat(wrong.toString() + e.getMessage())
                      .doesNotContain("hunter2", s3.accessKey()));
    }
  }

  private static void run(PipelinePlan plan, Environment environment) throws Exception {
    PipelineJob.of(plan, environment, JobOptions.defaults().withFresh(true))
        .start()
        .getJobExecutionResult()
        .get();
  }

  private Environment environment(S3Server s3, String secret) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("environment.yaml"),
            """
            offline:
              root: "s3://features/production"
              s3.endpoint: "%s"
              s3.endpoint.region: eu-central-1
              s3.path.style.access: true
              s3.access-key: "${S3_ACCESS_KEY}"
              s3.secret-key: "${S3_SECRET_KEY}"
            flink:
              execution.checkpointing.dir: "%s"
            """
                .formatted(s3.endpoint(), directory.resolve("checkpoints").toUri()));
    return Environment.load(file, Map.of("S3_ACCESS_KEY", s3.accessKey(), "S3_SECRET_KEY", secret));
  }

  private static Environment inBucket(String bucket, Environment environment) {
    Environment.Offline offline = Objects.requireNonNull(environment.offline());
    return new Environment(
        null,
        null,
        null,
        new Environment.Offline("s3://" + bucket, offline.properties()),
        environment.flink());
  }
}
