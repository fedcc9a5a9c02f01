package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.PivotKeys;
import io.freshet.defs.model.PivotDef;
import io.freshet.defs.model.PivotDef.PivotValueDef;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.defs.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a feature's pivot. */
final class PivotReader {
  private PivotReader() {}

  /** The pivot; faulty values are reported and left out. */
  static PivotDef read(ObjectReader object, Findings findings) {
    List<PivotValueDef> values = new ArrayList<>();
    for (YamlValue item : object.items(PivotKeys.VALUES)) {
      @Nullable PivotValueDef value =
          item instanceof Scalar scalar
              ? plain(scalar, findings)
              : named(new ObjectReader((YamlMap) item, PivotKeys.VALUE_SHAPE, findings), findings);
      if (value != null) {
        values.add(value);
      }
    }
    return new PivotDef(object.scalar(PivotKeys.COLUMN), values);
  }

  private static @Nullable PivotValueDef plain(Scalar value, Findings findings) {
    if (Labels.isValid(value.text())) {
      return new PivotValueDef(value, value.text());
    }
    findings.report(value.at(), FaultKind.PIVOT_LABEL, value.text(), example(value.text()));
    return null;
  }

  private static @Nullable PivotValueDef named(ObjectReader object, Findings findings) {
    Scalar value = object.scalar(PivotKeys.VALUE);
    String label = Labels.read(object.scalar(PivotKeys.AS), "a value of a pivot", findings);
    return value == null || label == null ? null : new PivotValueDef(value, label);
  }

  private static String example(String value) {
    String label =
        value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String as = Labels.isValid(label) ? label : "<name>";
    return "{value: \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\", as: " + as + "}";
  }
}
