package io.freshet.bench;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Definitions of benchmarks, compiled as any are. */
public final class Definitions {
  private Definitions() {}

  /**
   * Compiles definitions that need no registry.
   *
   * @param yaml their documents
   * @param folder an empty folder for them; made if need be
   */
  public static PipelinePlan compile(String yaml, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bench.yaml"), yaml);
    return new DefinitionCompiler(new FlinkExpressionTyper(), Definitions::noSubject, Map.of())
        .compile(folder)
        .orThrow();
  }

  private static String noSubject(String subject) throws IOException {
    throw new IOException("there is no registry");
  }
}
