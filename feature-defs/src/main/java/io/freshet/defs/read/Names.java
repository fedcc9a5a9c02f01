package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.yaml.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names become parts of tables, topics and columns, and so must suit all of them. */
public final class Names {
  /** Longest name. */
  public static final int MAX_LENGTH = 100;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private Names() {}

  /** Whether {@code name} is a valid name. */
  public static boolean isValid(String name) {
    return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
  }

  /** A valid name close to {@code name}, as a part of a sentence; empty if there is none. */
  public static String example(String name) {
    String snake =
        name.strip()
            .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^[^a-z]+|_+$", "");
    return isValid(snake) ? ", such as '" + snake + "'" : "";
  }

  /** Reports {@code name} if it is no valid name of {@code what}. */
  static void check(Scalar name, String what, Findings findings) {
    if (!isValid(name.text())) {
      findings.report(name.at(), FaultKind.INVALID_NAME, what, name.text(), example(name.text()));
    }
  }
}
