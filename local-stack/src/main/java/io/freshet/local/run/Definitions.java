package io.freshet.local.run;

import io.freshet.defs.Compiled;
import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.jobs.RegistrySubjects;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import java.nio.file.Path;

/** Compiles folders of definitions with Flink's planner and an environment's registry. */
public final class Definitions {
  private Definitions() {}

  /** What became of {@code folder}; {@code ${NAME}} takes variables of this process. */
  public static Compiled compile(Path folder, Environment environment) {
    return new DefinitionCompiler(
            new FlinkExpressionTyper(), RegistrySubjects.of(environment), System.getenv())
        .compile(folder);
  }
}
