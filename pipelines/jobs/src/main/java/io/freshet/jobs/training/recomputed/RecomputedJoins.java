package io.freshet.jobs.training.recomputed;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.history.Past;
import io.freshet.jobs.history.Recomputation;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.ViewJoin;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.sinks.delta.scan.TableVersion;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The recomputed values of all views of one set, for which each source is read once. */
public final class RecomputedJoins {
  /** In a manifest: what is read of each source, by its name. */
  public static final String SOURCES = "sources";

  private final PipelinePlan plan;
  private final Environment environment;
  private final Past past;
  private @Nullable StreamExecutionEnvironment execution;
  private @Nullable Recomputation recomputation;

  private RecomputedJoins(PipelinePlan plan, Environment environment, Past past) {
    this.plan = plan;
    this.environment = environment;
    this.past = past;
  }

  /**
   * The joins of a set's views.
   *
   * @param progress is told which past is read
   * @throws JobException if there is no past to read
   */
  public static List<ViewJoin> of(
      PipelinePlan plan,
      List<ViewColumns> views,
      Environment environment,
      TrainingOptions options,
      Consumer<String> progress) {
    Past past =
        Past.of(
            plan,
            views.stream().map(ViewColumns::view).collect(Collectors.toSet()),
            environment,
            options::version);
    checkVersions(past, options);
    past.describe().forEach(progress);
    RecomputedJoins set = new RecomputedJoins(plan, environment, past);
    List<ViewJoin> joins = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      ViewColumns view = views.get(i);
      joins.add(new RecomputedJoin(set, plan.view(view.view()), view, i, options));
    }
    return joins;
  }

  /** A version that nothing has would be asked for in vain. */
  private static void checkVersions(Past past, TrainingOptions options) {
    Set<String> tables =
        past.archives().keySet().stream().map(TablePaths::archive).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(options.versions().keySet());
    unknown.removeAll(tables);
    boolean inVain = tables.isEmpty() && !options.version().equals(TableVersion.LATEST);
    if (inVain || !unknown.isEmpty()) {
      throw new JobException(
          "Recomputed values come from the past of sources, of which only archives have versions;"
              + (tables.isEmpty() ? " none of these is archived" : " there are " + tables)
              + (unknown.isEmpty() ? "" : ", and not " + unknown)
              + ". Leave the version out, or use --mode logged");
    }
  }

  String pipeline() {
    return plan.name();
  }

  /** What is read. */
  Past past() {
    return past;
  }

  /** What answers in a job. */
  Recomputation recomputation(StreamExecutionEnvironment job) {
    Recomputation known = recomputation;
    if (known == null || execution != job) {
      known = new Recomputation(job, past, environment);
      execution = job;
      recomputation = known;
    }
    return known;
  }
}
