package io.freshet.defs.env;

import io.freshet.defs.Fault;
import java.util.List;

/** An environment file is at fault. The message lists all faults, one a line. */
public final class EnvironmentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  EnvironmentException(List<Fault> faults) {
    super(String.join("\n", faults.stream().map(Fault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  /** All faults, by line and column; their file is the path that was given. */
  public List<Fault> faults() {
    return faults;
  }
}
