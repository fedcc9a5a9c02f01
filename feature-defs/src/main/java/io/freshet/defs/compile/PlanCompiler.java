package io.freshet.defs.compile;

import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.model.Definitions;
import io.freshet.defs.model.Definitions.Coverage;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the definitions of a folder. */
public final class PlanCompiler {
  private final ExpressionTyper typer;
  private final SubjectSchemas subjects;
  private final Map<String, String> environment;
  private final Findings findings;

  public PlanCompiler(
      ExpressionTyper typer,
      SubjectSchemas subjects,
      Map<String, String> environment,
      Findings findings) {
    this.typer = typer;
    this.subjects = subjects;
    this.environment = environment;
    this.findings = findings;
  }

  /** The plan; null if anything was or is found faulty. */
  public @Nullable PipelinePlan compile(Path folder, Definitions definitions) {
    String name = PipelineName.of(folder, definitions, findings);
    if (definitions.views().isEmpty() && definitions.coverage() == Coverage.COMPLETE) {
      findings.report(Position.startOf("."), FaultKind.NO_FEATURE_VIEW);
    }
    SourceCompiler sourceCompiler = new SourceCompiler(folder, subjects, environment, findings);
    List<CheckedSource> sources =
        definitions.sources().stream().map(sourceCompiler::compile).toList();
    Expressions expressions = new Expressions(typer, findings);
    Deduplication deduplication = new Deduplication(expressions, findings);
    Scope scope = new Scope(sources, definitions.entities(), definitions.coverage(), findings);
    ViewCompiler viewCompiler = new ViewCompiler(scope, expressions, typer, findings);
    sources.forEach(deduplication::announce);
    definitions.views().forEach(viewCompiler::announce);
    expressions.typeAll();
    List<SourcePlan> sourcePlans =
        sources.stream().map(deduplication::check).filter(Objects::nonNull).toList();
    List<ViewPlan> views =
        definitions.views().stream().map(viewCompiler::compile).filter(Objects::nonNull).toList();
    return findings.isEmpty() ? new PipelinePlan(name, sourcesOf(views, sourcePlans), views) : null;
  }

  /** The sources that views read, in the order in which the views name them. */
  private static List<SourcePlan> sourcesOf(List<ViewPlan> views, List<SourcePlan> sources) {
    Set<String> read = new LinkedHashSet<>();
    views.forEach(view -> view.sources().forEach(source -> read.add(source.source())));
    List<SourcePlan> plans = new ArrayList<>();
    for (String name : read) {
      sources.stream().filter(source -> source.name().equals(name)).forEach(plans::add);
    }
    return plans;
  }
}
