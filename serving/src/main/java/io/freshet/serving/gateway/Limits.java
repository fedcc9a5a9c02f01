package io.freshet.serving.gateway;

import java.time.Duration;

/**
 * How much is answered at a time.
 *
 * @param entities entities of a request, at most
 * @param features features of a request, at most
 * @param values entities times features of a request, at most
 * @param bodyBytes bytes of a request's body, at most
 * @param connections open connections, at most; further ones are closed at once
 * @param valuesInFlight entities times features of all requests under way, at most; each request
 *     counts for {@value #REQUEST_VALUES} at least. What is beyond gets 503
 * @param patience a request is answered within this time, if only to say that the store does not
 */
public record Limits(
    int entities,
    int features,
    int values,
    int bodyBytes,
    int connections,
    long valuesInFlight,
    Duration patience) {
  static final int REQUEST_VALUES = 100;

  /** What is good for most. */
  public static final Limits DEFAULT =
      new Limits(1000, 1000, 200_000, 1 << 20, 2000, 2_000_000, Duration.ofSeconds(2));

  public Limits {
    if (Math.min(Math.min(entities, features), Math.min(values, connections)) < 1
        || bodyBytes < 1
        || valuesInFlight < values) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  /** The same with other limits of a single request. */
  public Limits withRequest(int entities, int features, int bodyBytes) {
    return new Limits(entities, features, values, bodyBytes, connections, valuesInFlight, patience);
  }

  /** The same with another patience. */
  public Limits withPatience(Duration patience) {
    return new Limits(entities, features, values, bodyBytes, connections, valuesInFlight, patience);
  }
}
