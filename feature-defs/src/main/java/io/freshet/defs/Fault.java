package io.freshet.defs;

import io.freshet.defs.fault.Finding;
import io.freshet.defs.fault.Position;
import java.util.Comparator;

/**
 * Something wrong in a folder of definitions or in an environment file, and what to do about it.
 *
 * @param file the file, relative to the folder, with '/' between its parts; {@code .} for the
 *     folder
 * @param line from 1
 * @param column from 1
 * @param code stable name of the kind of fault, such as {@code unknown-key}
 * @param message {@code what is wrong; what to do}
 */
public record Fault(String file, int line, int column, String code, String message)
    implements Comparable<Fault> {
  private static final Comparator<Fault> BY_POSITION =
      Comparator.comparing(Fault::file)
          .thenComparingInt(Fault::line)
          .thenComparingInt(Fault::column)
          .thenComparing(Fault::code)
          .thenComparing(Fault::message);

  /** The fault that a finding is. */
  public static Fault of(Finding finding) {
    Position at = finding.position();
    return new Fault(at.file(), at.line(), at.column(), finding.kind().code(), finding.message());
  }

  @Override
  public int compareTo(Fault other) {
    return BY_POSITION.compare(this, other);
  }

  /** The form in which people read it: {@code file:line:column: what is wrong; what to do}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
