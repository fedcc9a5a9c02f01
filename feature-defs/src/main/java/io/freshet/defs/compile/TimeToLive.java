package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.Durations;
import io.freshet.defs.model.ViewDef;
import io.freshet.defs.model.ViewDef.FeatureDef;
import io.freshet.defs.model.ViewDef.TtlDef;
import io.freshet.defs.model.ViewDef.ViewSourceDef;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.defs.yaml.Scalar;
import org.jspecify.annotations.Nullable;

/** How long online rows of a view live. */
final class TimeToLive {
  private final ViewDef view;

  TimeToLive(ViewDef view) {
    this.view = view;
  }

  /** Reports a time that ends before a window does. */
  void check(Findings findings) {
    TtlDef ttl = view.ttl();
    if (ttl == null) {
      return;
    }
    for (ViewSourceDef source : view.sources()) {
      for (FeatureDef feature : source.features()) {
        for (WindowDef window : feature.windows()) {
          Scalar name = feature.name();
          if (name != null && !window.plan().isLifetime() && reach(window.plan()) > ttl.millis()) {
            findings.report(
                ttl.text().at(),
                FaultKind.TTL_TOO_SHORT,
                ttl.text().text(),
                FeatureNames.of(name.text(), window),
                Durations.format(reach(window.plan())));
            return;
          }
        }
      }
    }
  }

  /** Milliseconds; null for ever. */
  @Nullable Long millis() {
    if (view.ttl() != null) {
      return view.ttl().millis();
    }
    long longest = 0;
    for (ViewSourceDef source : view.sources()) {
      for (FeatureDef feature : source.features()) {
        for (WindowDef window : feature.windows()) {
          if (window.plan().isLifetime()) {
            return null;
          }
          longest = Math.max(longest, reach(window.plan()));
        }
      }
    }
    return longest + Durations.DAY;
  }

  private static long reach(WindowPlan window) {
    return window.size() + window.offset();
  }
}
