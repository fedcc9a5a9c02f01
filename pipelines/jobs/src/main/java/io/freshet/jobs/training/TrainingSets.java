package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.FreshetVersion;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.labels.LabelPlan;
import io.freshet.jobs.training.labels.LabelPlanner;
import io.freshet.jobs.training.logged.LoggedJoin;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.manifest.ManifestJson;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Makes training sets.
 *
 * <p>First everything is looked at that can be at fault, then one job writes the rows, and in the
 * end the set gets its name and its manifest.
 */
public final class TrainingSets {
  private final TrainingRequest request;
  private final TrainingOptions options;
  private final Consumer<String> progress;

  private TrainingSets(TrainingRequest request, Consumer<String> progress) {
    this.request = request;
    this.options =
        LabelMemory.addTo(
            request.options(), request.environment(), request.options().features().size());
    this.progress = progress;
  }

  /**
   * Makes a set.
   *
   * @param progress takes lines for people
   * @throws JobException if options, labels or tables are at fault; nothing is written then
   * @throws TrainingFailedException if the job fails; nothing is written then
   */
  public static TrainingResult make(TrainingRequest request, Consumer<String> progress) {
    return new TrainingSets(request, progress).run();
  }

  /**
   * Options for a set that is to be made again.
   *
   * @param labels where the labels are now
   * @param out where the set goes
   * @param parallelism number of parallel tasks, as in {@link TrainingOptions}
   */
  public static TrainingOptions again(
      Manifest manifest, String labels, String out, int parallelism) {
    return Again.options(manifest, labels, out, parallelism);
  }

  private TrainingResult run() {
    List<ViewColumns> views = ViewSelector.select(request.plan(), options);
    TableVersion version = request.again().map(Again::labelsVersion).orElse(TableVersion.LATEST);
    LabelPlan labels = LabelPlanner.plan(options, views, hadoop(), version);
    List<PackedColumn> columns = SetColumns.of(labels.set(), views, options.withTimes());
    List<ViewJoin> joins = joins(views);
    Map<String, ObjectNode> inputs = inputs(views, joins);
    request.again().ifPresent(manifest -> Again.checkInputs(manifest, inputs));
    try (SetCommit commit = SetCommit.at(options.out(), options.format())) {
      // the files are read twice at the same time, so that the second reader finds them in memory
      CompletableFuture<LabelsRead> read = CompletableFuture.supplyAsync(() -> labels.describe(0));
      if (request.again().isPresent()) {
        Again.checkLabels(request.again().get(), read.join());
      }
      SetOutput set =
          new SetOutput(
              commit.folder().toString(),
              options.format(),
              commit.isCompressed(),
              columns,
              views,
              joins.stream().map(ViewJoin::windows).toList(),
              options.withTimes(),
              options.inclusive(),
              options.targetFileSize());
      progress.accept("joining labels with features");
      Written written =
          TrainingJob.run(
              request.plan().name() + " training set",
              request.environment(),
              options,
              labels,
              joins,
              set);
      SetStatistics statistics = SetStatistics.of(written.tally(), views, complete(views, joins));
      checkReadable(statistics);
      Manifest manifest =
          manifest(read.join().withRows(statistics.rows()), inputs, columns, written, statistics);
      check(manifest);
      String page = LeakReport.page(request.plan(), views, manifest, commit.manifest().toString());
      commit.finish(columns, written.files(), ManifestJson.write(manifest), page);
      return new TrainingResult(
          options.out(),
          commit.manifest().toString(),
          commit.report().toString(),
          manifest.digest(),
          statistics);
    } catch (IOException e) {
      throw new TrainingFailedException("The set could not be written to " + options.out(), e);
    }
  }

  /**
   * Values were readable before their labels, or there is no set.
   *
   * @throws TrainingFailedException if some were not
   */
  static void checkReadable(SetStatistics statistics) {
    List<String> views =
        statistics.views().stream()
            .filter(view -> view.future() > 0)
            .map(view -> "view '" + view.view() + "' into " + view.future())
            .toList();
    if (!views.isEmpty()) {
      throw new TrainingFailedException(
          "Values from the future came from "
              + String.join(", from ", views)
              + " of "
              + statistics.rows()
              + " labels: they were not readable before the label's time, so that a model would"
              + " learn from what it will not be told. Nothing was written. That is a fault of the"
              + " join, not of the input: please report it with the definitions, the command and"
              + " the versions of the tables; --mode recomputed makes a set without the tables");
    }
  }

  private Manifest manifest(
      LabelsRead labels,
      Map<String, ObjectNode> inputs,
      List<PackedColumn> columns,
      Written written,
      SetStatistics statistics) {
    return new Manifest(
        FreshetVersion.VERSION,
        Instant.now().toString(),
        request.plan().name(),
        request.definitions(),
        root(),
        options,
        labels,
        inputs,
        columns.stream().map(column -> column.name() + " " + column.type()).toList(),
        written.files().size(),
        written.digest().toString(),
        statistics);
  }

  /** What is made again from the same must be the same. */
  private void check(Manifest manifest) {
    request
        .again()
        .filter(made -> !made.digest().equals(manifest.digest()))
        .ifPresent(
            made -> {
              throw new TrainingFailedException(
                  "The set is not the one of the manifest, although labels and tables are: its"
                      + " digest is "
                      + manifest.digest()
                      + " instead of "
                      + made.digest()
                      + ". It may have been made by another version of Freshet ("
                      + made.freshet()
                      + "); nothing was written");
            });
  }

  private Map<String, String> hadoop() {
    Environment.Offline offline = request.environment().offline();
    return offline == null ? Map.of() : offline.properties();
  }

  /** Where tables are, without what may be secret in an address. */
  private String root() {
    Environment.Offline offline = request.environment().offline();
    return offline == null ? "" : offline.root().replaceAll("//[^/@]*@", "//");
  }

  private List<ViewJoin> joins(List<ViewColumns> views) {
    if (options.mode() == TrainingMode.RECOMPUTED) {
      return RecomputedJoins.of(request.plan(), views, request.environment(), options, progress);
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
    ViewPlan view = request.plan().view(columns.view());
    return LoggedJoin.of(
        request.plan().name(), view, columns, number, request.environment(), options);
  }

  private static Map<String, ObjectNode> inputs(List<ViewColumns> views, List<ViewJoin> joins) {
    Map<String, ObjectNode> inputs = new LinkedHashMap<>();
    for (int i = 0; i < views.size(); i++) {
      ObjectNode input = JsonNodeFactory.instance.objectNode();
      joins.get(i).describe(input);
      inputs.put(views.get(i).view(), input);
    }
    return inputs;
  }

  /** For each view since when all events have been counted, by feature, where that is known. */
  private static List<Map<String, Long>> complete(List<ViewColumns> views, List<ViewJoin> joins) {
    List<Map<String, Long>> complete = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      Windows windows = joins.get(i).windows();
      Map<String, Long> known = new HashMap<>();
      for (int feature = 0; feature < windows.features().size(); feature++) {
        String name = views.get(i).stored().get(feature).name();
        windows.features().get(feature).since().ifPresent(since -> known.put(name, since));
      }
      complete.add(known);
    }
    return complete;
  }
}
