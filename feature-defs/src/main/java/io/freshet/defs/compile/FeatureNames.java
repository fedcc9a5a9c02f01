package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.model.PivotDef.PivotValueDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.read.Names;
import io.freshet.defs.read.ReservedNames;
import io.freshet.defs.yaml.Scalar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives the features of one view their names. */
final class FeatureNames {
  private final Set<String> joinKeys;
  private final Findings findings;
  private final Map<String, Owner> taken = new LinkedHashMap<>();
  private final Map<Scalar, Set<Scalar>> reported = new HashMap<>();

  /**
   * Who has a name.
   *
   * @param name what the author called it
   * @param value the value of its pivot; null without one
   * @param window null if it is derived
   */
  private record Owner(Scalar name, @Nullable PivotValueDef value, @Nullable WindowDef window) {}

  FeatureNames(List<String> joinKeys, Findings findings) {
    this.joinKeys = Set.copyOf(joinKeys);
    this.findings = findings;
  }

  /** The name of a feature in one of its windows. */
  static String of(String name, WindowDef window) {
    return window.label().isEmpty() ? name : name + "_" + window.label();
  }

  /** The names that are taken, in order. */
  Set<String> all() {
    return taken.keySet();
  }

  /** Takes the names of {@code feature}; those that cannot be are reported. */
  void take(FeatureDef feature) {
    Scalar name = feature.name();
    if (name == null || !Names.isValid(name.text())) {
      return;
    }
    for (WindowDef window : feature.windows()) {
      if (feature.pivot() == null) {
        take(of(name.text(), window), new Owner(name, null, window));
      } else {
        for (PivotValueDef value : feature.pivot().values()) {
          String full = of(name.text() + "_" + value.label(), window);
          take(full, new Owner(name, value, window));
        }
      }
    }
  }

  /** Takes the name of a derived feature; whether it can be, which is reported otherwise. */
  boolean take(DerivedDef derived) {
    String name = derived.name().text();
    return Names.isValid(name) && take(name, new Owner(derived.name(), null, null));
  }

  private boolean take(String full, Owner owner) {
    Position at = owner.value() == null ? owner.name().at() : owner.value().value().at();
    if (!Names.isValid(full)) {
      findings.report(at, FaultKind.INVALID_NAME, "a feature", full, "");
    } else if (ReservedNames.contains(full)) {
      findings.report(at, FaultKind.RESERVED_NAME, full, "a column that every table has");
    } else if (joinKeys.contains(full)) {
      findings.report(at, FaultKind.RESERVED_NAME, full, "a join key of the view's entity");
    } else {
      Owner earlier = taken.putIfAbsent(full, owner);
      if (earlier != null) {
        reportClash(full, owner, earlier);
      }
      return earlier == null;
    }
    return false;
  }

  private void reportClash(String full, Owner owner, Owner earlier) {
    boolean isSame = earlier.name().equals(owner.name());
    // of two features that share several windows the first clash says it all
    if (isSame
        || reported.computeIfAbsent(owner.name(), f -> new HashSet<>()).add(earlier.name())) {
      boolean derived = owner.window() == null && earlier.window() == null;
      findings.report(
          isSame ? place(owner, earlier) : owner.name().at(),
          FaultKind.DUPLICATE_FEATURE,
          full,
          earlier.name().at().line(),
          derived
              ? "rename one of them"
              : "rename one of them, or label one of the windows, such as {size: 7d, as:"
                  + " last_week}");
    }
  }

  /** What of a feature clashes with itself. */
  private static Position place(Owner owner, Owner earlier) {
    boolean byValue = owner.value() != null && !owner.value().equals(earlier.value());
    if (byValue && owner.value() != null) {
      return owner.value().value().at();
    }
    return owner.window() == null ? owner.name().at() : owner.window().text().at();
  }
}
