package io.freshet.bench.offline.join;

import io.freshet.bench.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures and table of what was measured. */
public final class JoinReport {
  private static final double MIB = 1 << 20;

  private final JoinTimes times;

  JoinReport(JoinTimes times) {
    this.times = times;
  }

  /** Ratios of whole processes, and of what they say of themselves; those that were measured. */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    Optional<Timing> freshet = times.median(Joiner.FRESHET);
    Optional<Timing> spark = times.fastestSpark().flatMap(times::median);
    Optional<Timing> duckDb = times.median(Joiner.DUCKDB);
    put(figures, "join_vs_spark", spark, freshet, Timing::seconds);
    put(figures, "join_vs_duckdb", freshet, duckDb, Timing::seconds);
    put(figures, "join_vs_spark_inside", spark, freshet, Timing::inside);
    put(figures, "join_vs_duckdb_inside", freshet, duckDb, Timing::inside);
    freshet.ifPresent(timing -> figures.put("join_seconds", Figures.rounded(timing.seconds())));
    return figures;
  }

  /** Heads of the table. */
  public static List<String> columns() {
    return List.of("joiner", "runs", "seconds", "spread", "inside", "CPU s", "peak MiB", "ratio");
  }

  /** A row for each who joined; the ratio is its time to ours. */
  public List<List<String>> rows() {
    return times.joiners().stream().map(this::row).toList();
  }

  private List<String> row(Joiner joiner) {
    List<Timing> all = times.of(joiner);
    Timing median = times.median(joiner).orElseThrow();
    List<String> row = new ArrayList<>();
    row.add(joiner.label());
    row.add(Integer.toString(all.size()));
    row.add(tenths(median.seconds()));
    row.add(tenths(all.get(0).seconds()) + "-" + tenths(all.get(all.size() - 1).seconds()));
    row.add(median.inside() == null ? "" : tenths(median.inside()));
    row.add(tenths(median.cpuSeconds()));
    row.add(String.format(Locale.ROOT, "%,.0f", median.peakBytes() / MIB));
    row.add(
        times
            .median(Joiner.FRESHET)
            .map(ours -> String.format(Locale.ROOT, "%.2f", median.seconds() / ours.seconds()))
            .orElse(""));
    return row;
  }

  private static void put(
      Map<String, Number> figures,
      String key,
      Optional<Timing> above,
      Optional<Timing> below,
      Function<Timing, @Nullable Double> seconds) {
    Double dividend = above.map(seconds).orElse(null);
    Double divisor = below.map(seconds).orElse(null);
    if (dividend != null && divisor != null) {
      figures.put(key, Figures.rounded(dividend / divisor));
    }
  }

  private static String tenths(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
