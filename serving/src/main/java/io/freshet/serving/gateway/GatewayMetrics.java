package io.freshet.serving.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what the gateway does, and tells it in the text form of Prometheus. Thread-safe. */
final class GatewayMetrics {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String PREFIX = "freshet_gateway_";

  /** For requests that are for no route. */
  private static final String NO_ROUTE = "none";

  /** Upper bounds of the latency's buckets, microseconds. */
  private static final long[] BOUNDS = {
    100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 25_000, 50_000, 100_000,
    250_000, 500_000, 1_000_000, 2_500_000
  };

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> rows = new ConcurrentSkipListMap<>();
  private final Map<Route, Latency> latencies = new EnumMap<>(Route.class);
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  GatewayMetrics() {
    for (Route route : Route.values()) {
      latencies.put(route, new Latency());
    }
  }

  private static final class Latency {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Latency() {
      Arrays.setAll(buckets, i -> new LongAdder());
    }

    void add(long elapsed) {
      int found = Arrays.binarySearch(BOUNDS, (elapsed + 999) / 1000);
      buckets[found < 0 ? -found - 1 : found].increment();
      nanos.add(elapsed);
    }
  }

  /** A request was answered. */
  void answered(@Nullable Route route, int status, long nanos) {
    count(requests, "route=\"" + label(route) + "\",code=\"" + status + "\"").increment();
    if (route != null) {
      latency(route).add(nanos);
    }
  }

  /** Rows were read. */
  void read(String view, RowStatus status, long number) {
    if (number > 0) {
      count(rows, "view=\"" + view + "\",status=\"" + status.text() + "\"").add(number);
    }
  }

  /** What became of the reading of a row. */
  enum RowStatus {
    FOUND,
    MISSING,
    OUTDATED;

    private final String text = name().toLowerCase(Locale.ROOT);

    String text() {
      return text;
    }
  }

  /** A connection was opened; its number. */
  int connected() {
    return connections.incrementAndGet();
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  /** A connection was closed at once, for there are too many. */
  void refused() {
    refused.increment();
  }

  /** How many requests have been answered. */
  long answered() {
    return requests.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The text form. */
  byte[] text(LongSupplier valuesInFlight) {
    StringBuilder text = new StringBuilder(4096);
    head(text, "requests_total", "counter", "Requests by route and status.");
    requests.forEach((labels, count) -> line(text, "requests_total", labels, count.sum()));
    head(text, "rows_total", "counter", "Rows read by view and status.");
    rows.forEach((labels, count) -> line(text, "rows_total", labels, count.sum()));
    head(text, "request_seconds", "histogram", "Time from a request to its answer, by route.");
    latencies.forEach((route, latency) -> histogram(text, label(route), latency));
    head(text, "connections", "gauge", "Open connections.");
    line(text, "connections", "", connections.get());
    head(text, "connections_refused_total", "counter", "Connections beyond the limit.");
    line(text, "connections_refused_total", "", refused.sum());
    head(text, "values_in_flight", "gauge", "Entities times features of requests under way.");
    line(text, "values_in_flight", "", valuesInFlight.getAsLong());
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void histogram(StringBuilder text, String route, Latency latency) {
    long sum = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      sum += latency.buckets[i].sum();
      String bound = i == BOUNDS.length ? "+Inf" : String.valueOf(BOUNDS[i] / 1e6);
      line(text, "request_seconds_bucket", "route=\"" + route + "\",le=\"" + bound + "\"", sum);
    }
    String labels = "route=\"" + route + "\"";
    text.append(PREFIX)
        .append("request_seconds_sum{")
        .append(labels)
        .append("} ")
        .append(latency.nanos.sum() / 1e9)
        .append('\n');
    line(text, "request_seconds_count", labels, sum);
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    text.append(PREFIX).append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  private Latency latency(Route route) {
    Latency latency = latencies.get(route);
    if (latency == null) {
      throw new IllegalStateException("no route " + route);
    }
    return latency;
  }

  private static String label(@Nullable Route route) {
    return route == null ? NO_ROUTE : route.name().toLowerCase(Locale.ROOT);
  }

  private static LongAdder count(Map<String, LongAdder> counters, String labels) {
    return counters.computeIfAbsent(labels, absent -> new LongAdder());
  }
}
