package io.freshet.defs.fault;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Collects what is found wrong in one run; the same thing at the same place is kept once. Not
 * thread-safe.
 */
public final class Findings {
  private final Set<Finding> findings = new LinkedHashSet<>();

  /**
   * Adds a fault.
   *
   * @param arguments values of the kind's placeholders, in the order of their first occurrence
   */
  public void report(Position position, FaultKind kind, Object... arguments) {
    findings.add(new Finding(position, kind, kind.message(arguments)));
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return findings.isEmpty();
  }

  /** How many were found. */
  public int size() {
    return findings.size();
  }

  /** What was found, in the order of finding. */
  public Collection<Finding> all() {
    return Collections.unmodifiableCollection(findings);
  }
}
