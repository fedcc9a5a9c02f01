package io.freshet.defs.plan;

import java.io.Serializable;
import java.util.List;

/**
 * A folder of definitions, ready to run.
 *
 * @param name prefixes everything that the pipeline writes
 * @param sources the sources that views read, each once
 * @param views the feature views
 */
public record PipelinePlan(String name, List<SourcePlan> sources, List<ViewPlan> views)
    implements Serializable {

  public PipelinePlan {
    sources = List.copyOf(sources);
    views = List.copyOf(views);
  }

  /**
   * The source called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SourcePlan source(String name) {
    return sources.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source '" + name + "'"));
  }

  /**
   * The view called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ViewPlan view(String name) {
    return views.stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pipeline '" + this.name + "' has no view '" + name + "'"));
  }
}
