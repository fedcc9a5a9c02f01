package io.freshet.jobs;

import io.freshet.defs.Compiled;
import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import java.nio.file.Path;
import org.apache.flink.util.ParameterTool;

/**
 * Entry point of the job jar on a Flink cluster: {@code --definitions DIR --environment FILE
 * [--bounded true] [--fresh true]}. Both paths are read where the main method runs.
 */
public final class JobMain {
  private JobMain() {}

  /** Builds the job and hands it to the cluster. */
  public static void main(String[] arguments) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(arguments);
    Environment environment =
        Environment.load(Path.of(parameters.getRequired("environment")), System.getenv());
    Compiled compiled =
        new DefinitionCompiler(
                new FlinkExpressionTyper(), RegistrySubjects.of(environment), System.getenv())
            .compile(Path.of(parameters.getRequired("definitions")));
    if (compiled.plan() == null) {
      throw new JobException(
          String.join("\n", compiled.faults().stream().map(Object::toString).toList()));
    }
    JobOptions options =
        JobOptions.defaults()
            .withBounded(parameters.getBoolean("bounded", false))
            .withFresh(parameters.getBoolean("fresh", false));
    PipelineJob.of(compiled.plan(), environment, options).start();
  }
}
