package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Suggestion;
import io.freshet.defs.language.Kind;
import io.freshet.defs.language.PipelineKeys;
import io.freshet.defs.language.Shape;
import io.freshet.defs.model.Definitions;
import io.freshet.defs.model.Definitions.Coverage;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.model.SourceDef;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns documents into definitions. */
public final class DocumentReader {
  private final Findings findings;
  private final Map<String, Scalar> names = new HashMap<>();
  private final List<SourceDef> sources = new ArrayList<>();
  private final List<EntityDef> entities = new ArrayList<>();
  private final List<ViewDef> views = new ArrayList<>();
  private @Nullable YamlMap pipelineDocument;
  private @Nullable Scalar pipeline;
  private Coverage coverage;

  private DocumentReader(Findings findings) {
    this.findings = findings;
    // what could not be parsed may have held anything
    this.coverage = findings.isEmpty() ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  /** The definitions in {@code documents}; what was found before counts as not parsed. */
  public static Definitions read(List<YamlValue> documents, Findings findings) {
    DocumentReader reader = new DocumentReader(findings);
    documents.forEach(reader::read);
    return new Definitions(
        reader.pipeline, reader.sources, reader.entities, reader.views, reader.coverage);
  }

  private void read(YamlValue document) {
    if (!(document instanceof YamlMap map)) {
      findings.report(
          document.at(),
          FaultKind.WRONG_TYPE,
          "a document",
          "a mapping",
          document.describe(),
          "'kind: Source' and the like, one document for each object, with '---' between");
      coverage = Coverage.PARTIAL;
      return;
    }
    Kind kind = kind(map);
    if (kind == null) {
      coverage = Coverage.PARTIAL;
      return;
    }
    ObjectReader object = new ObjectReader(map, kind.shape(), findings, Kind.KEY);
    switch (kind) {
      case PIPELINE -> pipeline(map, object);
      case SOURCE -> {
        SourceDef source = SourceReader.read(object, findings);
        if (declare(kind, source == null ? null : source.name()) && source != null) {
          sources.add(source);
        }
      }
      case ENTITY -> {
        EntityDef entity = EntityReader.read(object, findings);
        if (declare(kind, entity == null ? null : entity.name()) && entity != null) {
          entities.add(entity);
        }
      }
      case FEATURE_VIEW -> {
        ViewDef view = ViewReader.read(object, findings);
        if (declare(kind, view == null ? null : view.name()) && view != null) {
          views.add(view);
        }
      }
    }
  }

  private @Nullable Kind kind(YamlMap map) {
    YamlMap.Entry entry =
        map.entries().stream()
            .filter(e -> e.key().text().equals(Kind.KEY))
            .findFirst()
            .orElse(null);
    if (entry == null) {
      findings.report(map.at(), FaultKind.MISSING_KEY, "this document", Kind.KEY, "'kind: Source'");
      return null;
    }
    String title = entry.value() instanceof Scalar scalar ? scalar.trimmed() : "";
    String planned = Kind.PLANNED.get(title);
    if (planned != null) {
      findings.report(entry.value().at(), FaultKind.NOT_SUPPORTED_YET, "kind " + title, planned);
      return null;
    }
    Kind kind = Kind.byTitle(title).orElse(null);
    if (kind == null) {
      findings.report(
          entry.value().at(),
          FaultKind.UNKNOWN_KIND,
          title,
          Suggestion.remedy(title, Kind.titles(), "there are"));
    }
    return kind;
  }

  private void pipeline(YamlMap map, ObjectReader object) {
    if (pipelineDocument != null) {
      findings.report(map.at(), FaultKind.SEVERAL_PIPELINES, pipelineDocument.at().fileAndLine());
      return;
    }
    pipelineDocument = map;
    pipeline = object.scalar(PipelineKeys.NAME);
    if (pipeline == null) {
      coverage = Coverage.PARTIAL;
    } else {
      Names.check(pipeline, "a pipeline", findings);
    }
  }

  /** Whether the name is new among its kind; another one is reported. */
  private boolean declare(Kind kind, @Nullable Scalar name) {
    if (name == null) {
      coverage = Coverage.PARTIAL;
      return false;
    }
    Shape shape = kind.shape();
    Scalar earlier = names.putIfAbsent(shape.title() + " " + name.text(), name);
    if (earlier != null) {
      findings.report(
          name.at(),
          FaultKind.DUPLICATE_NAME,
          shape.article(),
          name.text(),
          earlier.at().fileAndLine());
    }
    return earlier == null;
  }
}
