package io.freshet.jobs.history;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.sinks.delta.scan.ScanException;
import io.freshet.sinks.delta.scan.TableSnapshot;
import io.freshet.sinks.delta.scan.TableVersion;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the past of some sources is read, decided before anything is. Immutable.
 *
 * @param plan the pipeline over the past of its sources
 * @param archives the tables of those that are archived, by source
 */
public record Past(PipelinePlan plan, Map<String, TableSnapshot> archives) {

  public Past {
    archives = Map.copyOf(archives);
  }

  /**
   * The past of the sources of some views.
   *
   * @param views names of the views
   * @param version which version is read of a table, by its name beside the views' tables
   * @throws JobException if there is no archive where the definitions say so
   */
  public static Past of(
      PipelinePlan pipeline,
      Set<String> views,
      Environment environment,
      Function<String, TableVersion> version) {
    List<ViewPlan> wanted =
        pipeline.views().stream().filter(view -> views.contains(view.name())).toList();
    Set<String> sources = new LinkedHashSet<>();
    wanted.forEach(view -> view.sources().forEach(source -> sources.add(source.source())));
    List<SourcePlan> past = new ArrayList<>();
    Map<String, TableSnapshot> archives = new LinkedHashMap<>();
    for (String name : sources) {
      SourcePlan source = pipeline.source(name).past();
      past.add(source);
      if (source.connector() instanceof Connector.Archive) {
        archives.put(name, archive(pipeline.name(), name, environment, version));
      }
    }
    return new Past(new PipelinePlan(pipeline.name(), past, wanted), archives);
  }

  private static TableSnapshot archive(
      String pipeline,
      String source,
      Environment environment,
      Function<String, TableVersion> version) {
    Environment.Offline offline = environment.offline();
    if (offline == null) {
      throw new JobException(
          "The history of source '"
              + source
              + "' is its archive, and the environment has no offline store; add offline:"
              + " {root: ...}");
    }
    String name = TablePaths.archive(source);
    try {
      return TableSnapshot.read(
          offline.properties(),
          TablePaths.table(offline.root(), pipeline, name),
          version.apply(name));
    } catch (ScanException e) {
      throw new JobException(
          "The history of source '" + source + "' is its archive: " + e.getMessage(), e);
    }
  }

  /** Where each source is read, for people. */
  public List<String> describe() {
    return plan.sources().stream()
        .map(source -> "Source '" + source.name() + "' is read from " + place(source))
        .toList();
  }

  private String place(SourcePlan source) {
    TableSnapshot archive = archives.get(source.name());
    if (archive != null) {
      return "its archive " + archive.path() + ", version " + archive.version();
    }
    if (source.connector() instanceof Connector.Kafka topic) {
      return "the topic " + topic.topic() + ", as far back as that reaches";
    }
    return source.connector() instanceof Connector.Files files
        ? "the files " + files.path()
        : source.connector().toString();
  }

  /**
   * Whether all events that there ever were are read: of files it is so by definition, of a topic
   * and of an archive it is not known.
   */
  public boolean isWhole(String source) {
    return plan.source(source).isFiles();
  }
}
