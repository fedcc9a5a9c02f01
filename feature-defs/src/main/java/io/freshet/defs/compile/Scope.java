package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.model.Definitions.Coverage;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.yaml.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources and entities that views can name. */
final class Scope {
  private final Map<String, CheckedSource> sources = new LinkedHashMap<>();
  private final Map<String, EntityDef> entities = new LinkedHashMap<>();
  private final Coverage coverage;
  private final Findings findings;

  Scope(
      List<CheckedSource> sources, List<EntityDef> entities, Coverage coverage, Findings findings) {
    sources.forEach(source -> this.sources.put(source.name(), source));
    entities.forEach(entity -> this.entities.put(entity.name().text(), entity));
    this.coverage = coverage;
    this.findings = findings;
  }

  /** The source that is named; null if there is none. */
  @Nullable CheckedSource source(@Nullable Scalar name) {
    return name == null ? null : sources.get(name.text());
  }

  /** The source that is named; null if there is none, which is reported. */
  @Nullable CheckedSource sourceOrReport(@Nullable Scalar name) {
    CheckedSource source = source(name);
    if (source == null && name != null && coverage == Coverage.COMPLETE) {
      findings.report(
          name.at(),
          FaultKind.UNKNOWN_SOURCE,
          name.text(),
          remedy(name, sources.keySet().stream().toList(), "Source", "sources"));
    }
    return source;
  }

  /** The entity that is named; null if there is none, which is reported. */
  @Nullable EntityDef entityOrReport(@Nullable Scalar name) {
    EntityDef entity = name == null ? null : entities.get(name.text());
    if (entity == null && name != null && coverage == Coverage.COMPLETE) {
      findings.report(
          name.at(),
          FaultKind.UNKNOWN_ENTITY,
          name.text(),
          remedy(name, entities.keySet().stream().toList(), "Entity", "entities"));
    }
    return entity;
  }

  private static String remedy(Scalar name, List<String> known, String kind, String kinds) {
    return known.isEmpty()
        ? "add a document of 'kind: " + kind + "'"
        : Suggestion.remedy(name.text(), known, "there are the " + kinds);
  }
}
