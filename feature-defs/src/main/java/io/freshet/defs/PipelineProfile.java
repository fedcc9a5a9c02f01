package io.freshet.defs;

import io.freshet.defs.compile.PipelineName;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.Definitions;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.read.DocumentReader;
import io.freshet.defs.read.FolderReader;
import io.freshet.defs.yaml.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of definitions says to people. Reading it takes neither a planner nor a registry,
 * and finds what is wrong with a document by itself, not what documents say of each other.
 *
 * @param name name of the pipeline
 * @param views its views, in the order of their definition
 * @param faults what is wrong, by file, line and column
 */
public record PipelineProfile(String name, List<View> views, List<Fault> faults) {

  public PipelineProfile {
    views = List.copyOf(views);
    faults = List.copyOf(faults);
  }

  /**
   * A view.
   *
   * @param entity name of its entity
   * @param description null without one
   * @param owner who answers for it; null if nobody is named
   * @param tags texts by name, in their order
   * @param freshness target for the time from an event's arrival until its row can be read
   */
  public record View(
      String name,
      String entity,
      @Nullable String description,
      @Nullable String owner,
      Map<String, String> tags,
      Duration freshness) {
    public View {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
  }

  /** Reads a folder. */
  public static PipelineProfile read(Path folder) {
    Findings findings = new Findings();
    Definitions definitions = DocumentReader.read(FolderReader.read(folder, findings), findings);
    String name = PipelineName.of(folder, definitions, findings);
    List<View> views = definitions.views().stream().map(PipelineProfile::view).toList();
    return new PipelineProfile(
        name, views, findings.all().stream().map(Fault::of).sorted().toList());
  }

  private static View view(ViewDef view) {
    Scalar entity = view.entity();
    return new View(
        view.name().text(),
        entity == null ? "" : entity.trimmed(),
        view.about().description(),
        view.about().owner(),
        view.about().tags(),
        Duration.ofMillis(view.freshness()));
  }
}
