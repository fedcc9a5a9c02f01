package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** What a verb has found. */
interface Answer {

  /** Prints it for people. */
  void print(PrintStream out);

  /** Fills {@code json} with it, for programs. */
  void fill(ObjectNode json);

  /** How the process ends, see {@link ExitCode}. */
  int exitCode();
}
