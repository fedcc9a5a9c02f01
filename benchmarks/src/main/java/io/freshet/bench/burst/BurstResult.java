package io.freshet.bench.burst;

import io.freshet.bench.Figures;
import io.freshet.cli.bench.BenchmarkReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param keys silent keys, all of which expired
 * @param seconds from midnight until the last of them
 * @param calm how long rows of live events took before midnight
 * @param burst and after it
 */
record BurstResult(
    int keys, double seconds, Percentiles calm, Percentiles burst, Checkpoints checkpoints) {
  private static final List<String> COLUMNS =
      List.of("what", "when", "count", "p50 ms", "p99 ms", "max ms");

  BenchmarkReport report() {
    return new BenchmarkReport(
        "burst",
        figures(),
        COLUMNS,
        List.of(
            row("rows of live keys", "calm", calm),
            row("rows of live keys", "burst", burst),
            row("checkpoints", "calm", checkpoints.calm()),
            row("checkpoints", "burst", checkpoints.burst()),
            List.of(
                "expiries",
                "burst",
                String.format(Locale.ROOT, "%,d", keys),
                "",
                String.format(Locale.ROOT, "%,.0f /s", keys / seconds),
                millis(1000 * seconds))));
  }

  private Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    put(figures, "calm_", calm);
    put(figures, "burst_", burst);
    put(figures, "calm_checkpoint_", checkpoints.calm());
    put(figures, "burst_checkpoint_", checkpoints.burst());
    figures.put("checkpoints_failed", checkpoints.failed());
    figures.put("burst_seconds", Figures.rounded(seconds));
    figures.put("expiries_per_second", Figures.rounded(keys / seconds));
    return figures;
  }

  private static void put(Map<String, Number> figures, String prefix, Percentiles measured) {
    if (measured.count() > 0) {
      figures.put(prefix + "p50_ms", Figures.rounded(measured.p50()));
      figures.put(prefix + "p99_ms", Figures.rounded(measured.p99()));
      figures.put(prefix + "max_ms", Figures.rounded(measured.max()));
    }
  }

  private static List<String> row(String what, String when, Percentiles measured) {
    return List.of(
        what,
        when,
        String.format(Locale.ROOT, "%,d", measured.count()),
        millis(measured.p50()),
        millis(measured.p99()),
        millis(measured.max()));
  }

  private static String millis(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
