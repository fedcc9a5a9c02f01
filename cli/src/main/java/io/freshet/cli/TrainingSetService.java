package io.freshet.cli;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.TrainingRequest;
import io.freshet.jobs.training.TrainingResult;
import io.freshet.jobs.training.TrainingSets;
import io.freshet.jobs.training.manifest.DefinitionFiles;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.manifest.ManifestJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes training sets. */
final class TrainingSetService {
  private final Console console;
  private final Session session;

  TrainingSetService(Console console, Session session) {
    this.console = console;
    this.session = session;
  }

  /** Makes a new set. */
  TrainingSetAnswer make(Path definitions, Environment environment, TrainingOptions options) {
    session.temporaryFiles();
    PipelinePlan plan = RunService.compile(console, definitions, environment);
    return make(TrainingRequest.of(plan, DefinitionFiles.read(definitions), environment, options));
  }

  /**
   * Makes the set of a manifest again.
   *
   * @param labels where the labels are; null: where they were
   */
  TrainingSetAnswer again(
      Path file, Environment environment, @Nullable String labels, String out, int parallelism) {
    Manifest manifest = ManifestJson.read(file);
    Path definitions = session.temporaryFiles().resolve("definitions");
    manifest.definitions().write(definitions);
    PipelinePlan plan = RunService.compile(console, definitions, environment);
    String from = labels == null ? manifest.labels().path() : labels;
    TrainingOptions options = TrainingSets.again(manifest, from, out, parallelism);
    return make(
        new TrainingRequest(
            plan, manifest.definitions(), environment, options, Optional.of(manifest)));
  }

  private TrainingSetAnswer make(TrainingRequest request) {
    long began = System.nanoTime();
    TrainingResult result = TrainingSets.make(request, console::hint);
    console.clearHint();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    return new TrainingSetAnswer(result, request.options().mode(), elapsed);
  }
}
