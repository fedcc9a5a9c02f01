package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.manifest.Manifest;
import java.util.Optional;

/**
 * A training set that is asked for.
 *
 * @param plan the pipeline
 * @param definitions what the plan was compiled from
 * @param environment where tables are
 * @param options what the set shall be made of
 * @param again the manifest of a set that is to be made again; empty: a new set
 */
public record TrainingRequest(
    PipelinePlan plan,
    DefinitionFiles definitions,
    Environment environment,
    TrainingOptions options,
    Optional<Manifest> again) {

  /** A new set. */
  public static TrainingRequest of(
      PipelinePlan plan,
      DefinitionFiles definitions,
      Environment environment,
      TrainingOptions options) {
    return new TrainingRequest(plan, definitions, environment, options, Optional.empty());
  }
}
