package io.freshet.serving.gateway;

import java.util.List;
import java.util.Optional;

/** What can be asked. */
enum Route {
  ONLINE_FEATURES("POST", "/get-online-features", Guard.TOKEN),
  VIEWS("GET", "/v1/views", Guard.TOKEN),
  VIEW("GET", "/v1/views/{view}", Guard.TOKEN),
  ROW("GET", "/v1/views/{view}/{key}", Guard.TOKEN),
  ROW_BY_KEYS("GET", "/v1/rows/{view}", Guard.TOKEN),
  METRICS("GET", "/metrics", Guard.TOKEN),
  HEALTH("GET", "/health", Guard.NONE),
  LIVE("GET", "/health/live", Guard.NONE),
  OPENAPI("GET", "/openapi.json", Guard.NONE);

  /** Who may ask. */
  enum Guard {
    /** Whoever has a token. */
    TOKEN,
    /** Everybody. */
    NONE
  }

  private static final List<Route> ALL = List.of(values());

  private final String method;
  private final String path;
  private final Guard guard;
  private final List<String> segments;

  Route(String method, String path, Guard guard) {
    this.method = method;
    this.path = path;
    this.guard = guard;
    this.segments = List.of(path.substring(1).split("/", -1));
  }

  /** The route of a path; each has one method alone. */
  static Optional<Route> of(List<String> segments) {
    for (Route route : ALL) {
      if (route.matches(segments)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  private boolean matches(List<String> asked) {
    if (asked.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < asked.size(); i++) {
      String segment = segments.get(i);
      if (segment.charAt(0) != '{' && !segment.equals(asked.get(i))) {
        return false;
      }
    }
    return true;
  }

  String method() {
    return method;
  }

  /** The path with the names of its variables in braces. */
  String path() {
    return path;
  }

  boolean needsToken() {
    return guard == Guard.TOKEN;
  }
}
