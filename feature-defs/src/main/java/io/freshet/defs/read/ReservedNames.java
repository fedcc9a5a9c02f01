package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.yaml.Scalar;
import java.util.Set;

/** Names of the columns that stand beside join keys and features in every table. */
public final class ReservedNames {
  private static final Set<String> COLUMNS =
      Set.of("feature_timestamp", "available_at", "sequence", "generation", "event_date");

  private ReservedNames() {}

  /** Whether tables have a column of this name already. */
  public static boolean contains(String name) {
    return COLUMNS.contains(name);
  }

  /** Reports {@code name} if it is reserved. */
  static void check(Scalar name, Findings findings) {
    if (contains(name.text())) {
      findings.report(
          name.at(), FaultKind.RESERVED_NAME, name.text(), "a column that every table has");
    }
  }
}
