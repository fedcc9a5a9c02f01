package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.FeatureKeys;
import io.freshet.defs.language.PivotKeys;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a feature. */
final class FeatureReader {
  private FeatureReader() {}

  static FeatureDef read(ObjectReader object, Findings findings) {
    Scalar name = object.scalar(FeatureKeys.NAME);
    if (name != null) {
      Names.check(name, "a feature", findings);
    }
    String word = object.choice(FeatureKeys.AGGREGATE);
    AggregateFunction function = word == null ? null : AggregateFunction.byName(word).orElse(null);
    if (function != null && function.needsValue() && !object.isWritten(FeatureKeys.VALUE)) {
      Scalar aggregate = object.scalar(FeatureKeys.AGGREGATE);
      findings.report(
          aggregate == null ? object.at() : aggregate.at(), FaultKind.NO_VALUE, function.label());
    }
    ObjectReader pivot = object.object(FeatureKeys.PIVOT, PivotKeys.SHAPE);
    return new FeatureDef(
        name,
        function,
        function == null ? FunctionOptions.NONE : OptionsReader.read(object, function, findings),
        object.scalar(FeatureKeys.VALUE),
        object.scalar(FeatureKeys.WHERE),
        pivot == null ? null : PivotReader.read(pivot, findings),
        windows(object, findings),
        object.scalar(FeatureKeys.DEFAULT));
  }

  private static List<WindowDef> windows(ObjectReader object, Findings findings) {
    WindowReader reader = new WindowReader(object.hop(FeatureKeys.HOP), findings);
    List<WindowDef> windows = new ArrayList<>();
    boolean bounded = false;
    for (YamlValue item : object.items(FeatureKeys.WINDOWS)) {
      @Nullable WindowDef window =
          item instanceof Scalar scalar
              ? reader.read(scalar)
              : reader.read(new ObjectReader((YamlMap) item, FeatureKeys.WINDOW_SHAPE, findings));
      bounded |= window == null || !window.plan().isLifetime();
      if (window != null) {
        windows.add(window);
      }
    }
    if (!bounded && !windows.isEmpty()) {
      object.forbid(FeatureKeys.HOP, "lifetime windows, which have no tail", "remove it");
    }
    return windows;
  }
}
