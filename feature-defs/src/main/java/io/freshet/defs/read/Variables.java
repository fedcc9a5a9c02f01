package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.yaml.Scalar;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} by environment variables. */
public final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private Variables() {}

  /** The text with all variables replaced; those that are not set are reported. */
  public static String replace(Scalar scalar, Map<String, String> values, Findings findings) {
    String text = scalar.trimmed();
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1).strip();
      String value = values.get(name);
      if (value == null) {
        int line = (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
        int column = matcher.start() - text.lastIndexOf('\n', matcher.start());
        findings.report(scalar.at(line + 1, column), FaultKind.UNRESOLVED_VARIABLE, name);
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value == null ? "" : value));
    }
    return matcher.appendTail(replaced).toString();
  }
}
