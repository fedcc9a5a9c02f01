package io.freshet.defs;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.compile.PlanCompiler;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.Definitions;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.read.DocumentReader;
import io.freshet.defs.read.FolderReader;
import io.freshet.defs.yaml.YamlValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads, checks and compiles one folder of definitions.
 *
 * <p>All {@code *.yaml} and {@code *.yml} files of the folder and its subfolders belong to it, in
 * the order of their paths; names that begin with a dot are passed over. Thread-safe if the typer
 * and the schemas are.
 */
public final class DefinitionCompiler {
  private final ExpressionTyper typer;
  private final SubjectSchemas subjects;
  private final Map<String, String> environment;

  /**
   * A compiler.
   *
   * @param typer types the expressions
   * @param subjects finds schemas in the registry
   * @param environment values for {@code ${NAME}}
   */
  public DefinitionCompiler(
      ExpressionTyper typer, SubjectSchemas subjects, Map<String, String> environment) {
    this.typer = typer;
    this.subjects = subjects;
    this.environment = Map.copyOf(environment);
  }

  /** Compiles a folder; whatever is wrong with it is in the result's faults. */
  public Compiled compile(Path folder) {
    Findings findings = new Findings();
    List<YamlValue> documents = FolderReader.read(folder, findings);
    PipelinePlan plan = null;
    if (!documents.isEmpty()) {
      Definitions definitions = DocumentReader.read(documents, findings);
      plan = new PlanCompiler(typer, subjects, environment, findings).compile(folder, definitions);
    }
    return new Compiled(plan, findings.all().stream().map(Fault::of).sorted().toList());
  }
}
