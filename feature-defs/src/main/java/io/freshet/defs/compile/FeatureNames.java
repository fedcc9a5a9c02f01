package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.read.Names;
import io.freshet.defs.read.ReservedNames;
import io.freshet.defs.yaml.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the features of one view their names. */
final class FeatureNames {
  private final Set<String> joinKeys;
  private final Findings findings;
  private final Map<String, FeatureDef> taken = new HashMap<>();
  private final Map<FeatureDef, Set<FeatureDef>> reported = new HashMap<>();

  FeatureNames(List<String> joinKeys, Findings findings) {
    this.joinKeys = Set.copyOf(joinKeys);
    this.findings = findings;
  }

  /** The name of a feature in one of its windows. */
  static String of(Scalar name, WindowDef window) {
    return window.label().isEmpty() ? name.text() : name.text() + "_" + window.label();
  }

  /** Reports the names of {@code feature} that cannot be. */
  void take(FeatureDef feature) {
    Scalar name = feature.name();
    if (name == null || !Names.isValid(name.text())) {
      return;
    }
    for (WindowDef window : feature.windows()) {
      String full = of(name, window);
      if (!Names.isValid(full)) {
        findings.report(name.at(), FaultKind.INVALID_NAME, "a feature", full, "");
      } else if (ReservedNames.contains(full)) {
        findings.report(name.at(), FaultKind.RESERVED_NAME, full, "a column that every table has");
      } else if (joinKeys.contains(full)) {
        findings.report(
            name.at(), FaultKind.RESERVED_NAME, full, "a join key of the view's entity");
      } else {
        take(full, feature, name, window);
      }
    }
  }

  private void take(String full, FeatureDef feature, Scalar name, WindowDef window) {
    FeatureDef earlier = taken.putIfAbsent(full, feature);
    if (earlier == null || earlier.name() == null) {
      return;
    }
    boolean isSame = earlier.equals(feature);
    Position at = isSame ? window.text().at() : name.at();
    // of two features that share several windows the first clash says it all
    if (isSame || reported.computeIfAbsent(feature, f -> new HashSet<>()).add(earlier)) {
      findings.report(at, FaultKind.DUPLICATE_FEATURE, full, earlier.name().at().line());
    }
  }
}
