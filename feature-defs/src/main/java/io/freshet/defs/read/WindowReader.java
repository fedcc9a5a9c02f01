package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.Durations;
import io.freshet.defs.language.FeatureKeys;
import io.freshet.defs.language.Key;
import io.freshet.defs.model.ViewDef.WindowDef;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.defs.yaml.Scalar;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the windows of one feature. */
final class WindowReader {
  private static final String LIFETIME = "lifetime";
  private static final long SHORTEST = Durations.MINUTE;
  private static final long LONGEST = 365 * Durations.DAY;
  private static final List<Long> USUAL_HOPS =
      List.of(
          Durations.DAY, Durations.HOUR, 5 * Durations.MINUTE, Durations.MINUTE, Durations.SECOND);

  private final @Nullable Long featureHop;
  private final Findings findings;

  WindowReader(@Nullable Long featureHop, Findings findings) {
    this.featureHop = featureHop;
    this.findings = findings;
  }

  /** A window given by its size alone; null if it is faulty. */
  @Nullable WindowDef read(Scalar text) {
    if (text.trimmed().equals(LIFETIME)) {
      return new WindowDef(WindowPlan.LIFETIME, "", text);
    }
    OptionalLong size = size(text);
    if (size.isEmpty()) {
      return null;
    }
    return window(text, Durations.normalize(text.text()), size.getAsLong(), 0, featureHop);
  }

  /** A window that says more; null if it is faulty. */
  @Nullable WindowDef read(ObjectReader object) {
    Scalar size = object.scalar(FeatureKeys.SIZE);
    String as = Labels.read(object.scalar(FeatureKeys.AS), "a window", findings);
    Long hop = object.hop(FeatureKeys.WINDOW_HOP);
    Long offset = object.duration(FeatureKeys.OFFSET);
    if (size == null) {
      return null;
    }
    if (size.trimmed().equals(LIFETIME)) {
      for (Key key : List.of(FeatureKeys.OFFSET, FeatureKeys.WINDOW_HOP)) {
        Scalar superfluous = object.scalar(key);
        if (superfluous != null) {
          findings.report(superfluous.at(), FaultKind.LIFETIME_WINDOW, key.name());
        }
      }
      return new WindowDef(WindowPlan.LIFETIME, as == null ? "" : as, size);
    }
    OptionalLong millis = size(size);
    if (millis.isEmpty()) {
      return null;
    }
    String label = Durations.normalize(size.text());
    Scalar offsetText = object.scalar(FeatureKeys.OFFSET);
    if (offset != null && offset > 0 && offsetText != null) {
      label += "_offset_" + Durations.normalize(offsetText.text());
    }
    return window(
        size,
        as == null ? label : as,
        millis.getAsLong(),
        offset == null ? 0 : offset,
        hop == null ? featureHop : hop);
  }

  private OptionalLong size(Scalar text) {
    OptionalLong size = Durations.parse(text.text());
    if (size.isEmpty()) {
      findings.report(text.at(), FaultKind.INVALID_WINDOW, text.text());
      return size;
    }
    String problem = "";
    if (size.getAsLong() <= 0) {
      problem = size.getAsLong() < 0 ? "negative" : "no time at all";
    } else if (size.getAsLong() < SHORTEST) {
      problem = "less than a minute";
    } else if (size.getAsLong() > LONGEST) {
      problem = "more than 365 days";
    }
    if (problem.isEmpty()) {
      return size;
    }
    findings.report(
        text.at(),
        FaultKind.DURATION_OUT_OF_RANGE,
        "the window",
        text.text(),
        problem,
        "lifetime, or a duration from 1m to 365d");
    return OptionalLong.empty();
  }

  private WindowDef window(
      Scalar text, String label, long size, long offset, @Nullable Long givenHop) {
    long hop = givenHop == null ? defaultHop(size) : givenHop;
    String misfit = "";
    if (size % hop != 0) {
      misfit = "the window " + text.trimmed() + ", which is no multiple of it";
    } else if (offset % hop != 0) {
      misfit = "the offset " + Durations.format(offset) + ", which is no multiple of it";
    } else if (Durations.DAY % hop != 0 && hop % Durations.DAY != 0) {
      misfit = "into days, as it neither divides a day nor is a number of days";
    }
    if (!misfit.isEmpty()) {
      findings.report(
          text.at(),
          FaultKind.HOP_MISFIT,
          givenHop == null ? "the default hop" : "the hop",
          Durations.format(hop),
          misfit,
          remedy(size, offset));
    }
    return new WindowDef(new WindowPlan(size, hop, offset), label, text);
  }

  private static long defaultHop(long size) {
    if (size >= 12 * Durations.DAY) {
      return Durations.DAY;
    }
    if (size >= 12 * Durations.HOUR) {
      return Durations.HOUR;
    }
    if (size >= Durations.HOUR) {
      return 5 * Durations.MINUTE;
    }
    return size >= 10 * Durations.MINUTE ? Durations.MINUTE : Durations.SECOND;
  }

  private static String remedy(long size, long offset) {
    return USUAL_HOPS.stream()
        .filter(hop -> size % hop == 0 && offset % hop == 0)
        .findFirst()
        .map(hop -> "write a hop that does, such as 'hop: " + Durations.format(hop) + "'")
        .orElse("write windows and offsets of whole seconds");
  }
}
