package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the expressions that wait for themselves. */
final class DerivedCycles {
  private final Map<String, Wait> waits;
  private final List<String> names;
  private final Findings findings;

  /** For whom an expression waits, and where it says so. */
  record Wait(String awaited, Position at) {}

  /**
   * Cycles among expressions.
   *
   * @param waits by the name of who waits; whoever is awaited and does not wait is faulty
   */
  DerivedCycles(Map<String, Wait> waits, Findings findings) {
    this.waits = new LinkedHashMap<>(waits);
    this.names = List.copyOf(waits.keySet());
    this.findings = findings;
  }

  /** Reports each cycle once, where the first of its expressions uses the next. */
  void report() {
    Set<String> seen = new HashSet<>();
    for (String start : names) {
      List<String> path = new ArrayList<>();
      String name = start;
      Wait wait = waits.get(name);
      while (wait != null && seen.add(name)) {
        path.add(name);
        name = wait.awaited();
        wait = waits.get(name);
      }
      int cycleStart = path.indexOf(name);
      if (wait != null && cycleStart >= 0) {
        report(path.subList(cycleStart, path.size()));
      }
    }
  }

  private void report(List<String> members) {
    List<String> cycle = new ArrayList<>(members);
    String first =
        Collections.min(cycle, (a, b) -> Integer.compare(names.indexOf(a), names.indexOf(b)));
    Collections.rotate(cycle, -cycle.indexOf(first));
    cycle.add(first);
    Wait wait = waits.get(first);
    if (wait != null) {
      findings.report(wait.at(), FaultKind.DERIVED_CYCLE, first, String.join(" -> ", cycle));
    }
  }
}
