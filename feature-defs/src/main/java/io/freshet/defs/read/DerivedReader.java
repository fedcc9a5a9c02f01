package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.DerivedKeys;
import io.freshet.defs.model.DerivedDef;
import io.freshet.defs.plan.AgeUnit;
import io.freshet.defs.yaml.Scalar;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a derived feature. */
final class DerivedReader {
  private DerivedReader() {}

  /** The feature; null if it has no name, which is reported like all else. */
  static @Nullable DerivedDef read(ObjectReader object, Findings findings) {
    Scalar name = object.scalar(DerivedKeys.NAME);
    if (name != null) {
      Names.check(name, "a derived feature", findings);
    }
    AgeUnit unit = unit(object);
    boolean isAge = object.isWritten(DerivedKeys.AGE_OF);
    if (isAge) {
      object.require(DerivedKeys.UNIT);
      object.forbid(DerivedKeys.EXPR, "an age", "keep it, or 'age_of' with its 'unit'");
      object.forbid(
          DerivedKeys.DEFAULT,
          "an age",
          "remove it, or give the feature whose age it is a default");
    } else if (object.isWritten(DerivedKeys.EXPR)) {
      object.forbid(DerivedKeys.UNIT, "an expression", "remove it");
    } else {
      findings.report(object.at(), FaultKind.NO_DERIVATION, object.name());
    }
    return name == null
        ? null
        : new DerivedDef(
            name,
            isAge ? null : object.scalar(DerivedKeys.EXPR),
            object.scalar(DerivedKeys.AGE_OF),
            unit,
            object.scalar(DerivedKeys.DEFAULT));
  }

  private static @Nullable AgeUnit unit(ObjectReader object) {
    String word = object.choice(DerivedKeys.UNIT);
    return word == null ? null : AgeUnit.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
