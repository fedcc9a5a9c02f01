package io.freshet.jobs.training;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.labels.LabelPlan;
import io.freshet.jobs.training.labels.LabelPlanner;
import io.freshet.jobs.training.logged.LoggedJoin;
import io.freshet.jobs.training.output.SetCommit;
import io.freshet.jobs.training.output.SetOutput;
import io.freshet.jobs.training.output.Windows;
import io.freshet.jobs.training.recomputed.RecomputedJoins;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.Written;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.scan.TableVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes training sets. */
public final class TrainingSets {
  private final PipelinePlan plan;
  private final Environment environment;
  private final TrainingOptions options;
  private final Consumer<String> progress;

  private TrainingSets(
      PipelinePlan plan,
      Environment environment,
      TrainingOptions options,
      Consumer<String> progress) {
    this.plan = plan;
    this.environment = environment;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Makes a set.
   *
   * @param progress takes lines for people
   * @throws JobException if options, labels or tables are at fault; nothing is written then
   * @throws TrainingFailedException if the job fails; nothing is written then
   */
  public static TrainingResult make(
      PipelinePlan plan,
      Environment environment,
      TrainingOptions options,
      Consumer<String> progress) {
    return new TrainingSets(plan, environment, options, progress).run();
  }

  private TrainingResult run() {
    List<ViewColumns> views = ViewSelector.select(plan, options);
    LabelPlan labels = LabelPlanner.plan(options, views, hadoop(), TableVersion.LATEST);
    List<PackedColumn> columns = SetColumns.of(labels.set(), views, options.withTimes());
    List<ViewJoin> joins = joins(views);
    try (SetCommit commit = SetCommit.at(options.out(), options.format())) {
      SetOutput set =
          new SetOutput(
              commit.folder().toString(),
              options.format(),
              commit.isCompressed(),
              columns,
              views,
              joins.stream().map(ViewJoin::windows).toList(),
              options.withTimes(),
              options.targetFileSize());
      progress.accept("Joining labels");
      Written written =
          TrainingJob.run(plan.name() + " training set", environment, options, labels, joins, set);
      SetStatistics statistics = SetStatistics.of(written.tally(), views, complete(views, joins));
      commit.finish(columns, written.files());
      return new TrainingResult(
          options.out(), options.out() + ".manifest.json", written.digest().toString(), statistics);
    } catch (IOException e) {
      throw new TrainingFailedException("The set could not be written to " + options.out(), e);
    }
  }

  private Map<String, String> hadoop() {
    Environment.Offline offline = environment.offline();
    return offline == null ? Map.of() : offline.properties();
  }

  private List<ViewJoin> joins(List<ViewColumns> views) {
    if (options.mode() == TrainingMode.RECOMPUTED) {
      return RecomputedJoins.of(plan, views, environment, options, progress);
    }
    List<ViewJoin> joins = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      try {
        joins.add(join(views.get(i), i));
      } catch (JobException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
    return joins;
  }

  private ViewJoin join(ViewColumns columns, int number) {
    ViewPlan view = plan.view(columns.view());
    return LoggedJoin.of(plan.name(), view, columns, number, environment, options);
  }

  /** For each view the features of which it is known since when all events have been counted. */
  private static List<Set<String>> complete(List<ViewColumns> views, List<ViewJoin> joins) {
    List<Set<String>> complete = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      Windows windows = joins.get(i).windows();
      Set<String> known = new HashSet<>();
      for (int feature = 0; feature < windows.features().size(); feature++) {
        if (windows.features().get(feature).since().isPresent()) {
          known.add(views.get(i).stored().get(feature).name());
        }
      }
      complete.add(known);
    }
    return complete;
  }
}
