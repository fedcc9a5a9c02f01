package io.freshet.cli;

/** What the shell is told. */
final class ExitCode {
  /** All is done, and as it should be. */
  static final int DONE = 0;

  /** Arguments, definitions, environment or data are at fault. */
  static final int INPUT = 1;

  /** Something failed, or is not as it should be. */
  static final int FAILED = 2;

  private ExitCode() {}
}
