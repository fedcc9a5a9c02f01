package io.freshet.defs.model;

import io.freshet.defs.yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All definitions of a folder.
 *
 * @param pipeline name of the pipeline; null without a Pipeline document
 * @param coverage whether what is not here is not defined at all
 */
public record Definitions(
    @Nullable Scalar pipeline,
    List<SourceDef> sources,
    List<EntityDef> entities,
    List<ViewDef> views,
    Coverage coverage) {
  public Definitions {
    sources = List.copyOf(sources);
    entities = List.copyOf(entities);
    views = List.copyOf(views);
  }

  /** How much of a folder could be read. */
  public enum Coverage {
    /** Every document is here. */
    COMPLETE,
    /** Some document could not be read or named; a name that is missing may be its name. */
    PARTIAL
  }
}
