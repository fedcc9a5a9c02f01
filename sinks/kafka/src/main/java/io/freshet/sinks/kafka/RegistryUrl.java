package io.freshet.sinks.kafka;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry's address with the credentials that people write into it taken out, so that nothing
 * which prints the address prints them.
 *
 * @param url address without credentials and without a slash at its end
 * @param userInfo {@code user:password}; null where the address has none
 */
record RegistryUrl(String url, @Nullable String userInfo) {

  static RegistryUrl parse(String text) {
    String trimmed = text.trim().replaceFirst("/+$", "");
    int host = trimmed.indexOf("://") + 3;
    int path = trimmed.indexOf('/', host);
    int at = trimmed.lastIndexOf('@', path < 0 ? trimmed.length() : path);
    if (host < 3 || at < host) {
      return new RegistryUrl(trimmed, null);
    }
    return new RegistryUrl(
        trimmed.substring(0, host) + trimmed.substring(at + 1), trimmed.substring(host, at));
  }

  /** Client properties that authenticate as the address said, under those given. */
  Map<String, String> properties(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    if (userInfo != null) {
      all.put("basic.auth.credentials.source", "USER_INFO");
      all.put("basic.auth.user.info", userInfo);
    }
    all.putAll(given);
    return all;
  }
}
