package io.freshet.cli.truth;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobOptions;
import io.freshet.jobs.PipelineJob;
import io.freshet.jobs.RegistrySubjects;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The example definitions of the shop, compiled and run as anybody would. */
final class RetailPipeline {
  static final String CUSTOMERS = "customer_activity";
  static final String PRODUCTS = "product_sales";

  private static final long PATIENCE_MINUTES = 8;

  private RetailPipeline() {}

  /** Compiles a folder of {@code feature-defs}. */
  static PipelinePlan compile(
      String folder, Environment environment, Map<String, String> variables) {
    return new DefinitionCompiler(
            new FlinkExpressionTyper(), RegistrySubjects.of(environment), variables)
        .compile(RetailData.home().resolve("feature-defs").resolve(folder))
        .orThrow();
  }

  /** Runs a pipeline over all of its input. */
  static void run(PipelinePlan plan, Environment environment, int parallelism) throws Exception {
    PipelineJob.of(
            plan, environment, JobOptions.defaults().withBounded(true).withParallelism(parallelism))
        .start()
        .getJobExecutionResult()
        .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  /** Options for a job that is to fail, and not to begin again, when something is wrong. */
  static Map<String, String> neverRestart() {
    return Map.of("restart-strategy.type", "none");
  }

  static Environment.Offline offline(Path directory) {
    return new Environment.Offline(directory.toUri().toString(), Map.of());
  }
}
