package io.freshet.defs.read;

import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.DerivedKeys;
import io.freshet.defs.language.Durations;
import io.freshet.defs.language.FeatureKeys;
import io.freshet.defs.language.ViewKeys;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.JoinKeyMapping;
import io.freshet.defs.model.ViewDef.TtlDef;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.plan.OfflinePlan;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a FeatureView. */
final class ViewReader {
  private final Findings findings;

  private ViewReader(Findings findings) {
    this.findings = findings;
  }

  /** The view; null if it has no name, which is reported like all else. */
  static @Nullable ViewDef read(ObjectReader object, Findings findings) {
    return new ViewReader(findings).read(object);
  }

  private @Nullable ViewDef read(ObjectReader object) {
    Scalar name = object.scalar(ViewKeys.NAME);
    if (name != null) {
      Names.check(name, "a feature view", findings);
    }
    ViewDef.About about = about(object);
    Long freshness = object.duration(ViewKeys.FRESHNESS);
    TtlDef ttl = ttl(object.object(ViewKeys.ONLINE, ViewKeys.ONLINE_SHAPE));
    OfflinePlan offline = offline(object.object(ViewKeys.OFFLINE, ViewKeys.OFFLINE_SHAPE));
    List<ViewSourceDef> sources = new ArrayList<>();
    for (YamlValue item : object.items(ViewKeys.SOURCES)) {
      sources.add(source(new ObjectReader((YamlMap) item, ViewKeys.SOURCE_SHAPE, findings)));
    }
    List<DerivedDef> derived = derived(object);
    return name == null
        ? null
        : new ViewDef(
            name,
            about,
            object.scalar(ViewKeys.ENTITY),
            freshness == null ? Durations.SECOND : freshness,
            ttl,
            offline,
            sources,
            derived);
  }

  private static ViewDef.About about(ObjectReader object) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (YamlMap.Entry entry : object.entries(ViewKeys.TAGS)) {
      tags.put(entry.key().text(), ((Scalar) entry.value()).text());
    }
    return new ViewDef.About(
        text(object.scalar(ViewKeys.DESCRIPTION)), text(object.scalar(ViewKeys.OWNER)), tags);
  }

  private static @Nullable String text(@Nullable Scalar scalar) {
    return scalar == null ? null : scalar.trimmed();
  }

  private List<DerivedDef> derived(ObjectReader object) {
    List<DerivedDef> derived = new ArrayList<>();
    for (YamlValue item : object.items(ViewKeys.DERIVED)) {
      DerivedDef def =
          DerivedReader.read(
              new ObjectReader((YamlMap) item, DerivedKeys.SHAPE, findings), findings);
      if (def != null) {
        derived.add(def);
      }
    }
    return derived;
  }

  private static @Nullable TtlDef ttl(@Nullable ObjectReader online) {
    if (online == null) {
      return null;
    }
    Scalar text = online.scalar(ViewKeys.TTL);
    Long millis = online.positiveDuration(ViewKeys.TTL);
    return text == null || millis == null ? null : new TtlDef(text, millis);
  }

  private static OfflinePlan offline(@Nullable ObjectReader offline) {
    return offline != null && ViewKeys.AUTO.equals(offline.choice(ViewKeys.COMPACT))
        ? new OfflinePlan(OfflinePlan.Compaction.AUTO)
        : OfflinePlan.DEFAULT;
  }

  private ViewSourceDef source(ObjectReader object) {
    List<JoinKeyMapping> keys =
        object.entries(ViewKeys.JOIN_KEYS).stream()
            .map(entry -> new JoinKeyMapping(entry.key(), (Scalar) entry.value()))
            .toList();
    List<FeatureDef> features = new ArrayList<>();
    for (YamlValue item : object.items(ViewKeys.FEATURES)) {
      features.add(
          FeatureReader.read(
              new ObjectReader((YamlMap) item, FeatureKeys.SHAPE, findings), findings));
    }
    return new ViewSourceDef(object.scalar(ViewKeys.SOURCE), keys, features);
  }
}
