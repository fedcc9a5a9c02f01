package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.yaml.Scalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of a feature's name behind its own. */
final class Labels {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]{1," + Names.MAX_LENGTH + "}");

  private Labels() {}

  static boolean isValid(String label) {
    return LABEL.matcher(label).matches();
  }

  /** The label of {@code what}; null if there is none, or a faulty one, which is reported. */
  static @Nullable String read(@Nullable Scalar as, String what, Findings findings) {
    if (as == null || isValid(as.text())) {
      return as == null ? null : as.text();
    }
    findings.report(as.at(), FaultKind.INVALID_LABEL, as.text(), what, Names.example(as.text()));
    return null;
  }
}
