package io.freshet.defs.env;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps passwords out of everything that is printed. */
final class Secrets {
  private static final String HIDDEN = "***";
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "password|passphrase|secret|token|jaas|credential|user\\.?info|access.?key|private|keystore\\.key|api.?key",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)\\S*@");

  private Secrets() {}

  /** The properties, sorted by key, without the values of secrets. */
  static Map<String, String> hide(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach(
        (key, value) -> shown.put(key, SECRET_KEY.matcher(key).find() ? HIDDEN : hide(value)));
    return shown;
  }

  /** The text without the user and password of any URI in it. */
  static String hide(String text) {
    return USER_INFO.matcher(text).replaceAll(HIDDEN + "@");
  }
}
