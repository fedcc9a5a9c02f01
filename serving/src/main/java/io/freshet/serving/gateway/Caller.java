package io.freshet.serving.gateway;

import java.util.Set;

/**
 * Who asks.
 *
 * @param views the views that it may read, see {@link Grant}
 */
record Caller(Set<String> views) {
  /** Where no tokens are asked for. */
  static final Caller ANYBODY = new Caller(Set.of(Grant.ALL));

  boolean mayRead(String view) {
    return views.contains(view) || views.contains(Grant.ALL);
  }
}
