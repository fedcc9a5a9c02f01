package io.freshet.bench.offline.sink;

import io.freshet.bench.Figures;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Figures and rows of what was measured. */
public final class SinkReport {
  private final Map<Writer, List<Written>> written;

  SinkReport(Map<Writer, List<Written>> written) {
    this.written = written;
  }

  /** Rows per second of a core and bytes per row, of the median run. */
  public Map<String, Number> figures() {
    Written freshet = median(Writer.FRESHET);
    Written kernel = median(Writer.KERNEL);
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("sink_rows_per_core_second", Figures.rounded(freshet.rowsPerCpuSecond()));
    figures.put("sink_bytes_per_row", Figures.rounded(freshet.bytesPerRow()));
    figures.put("kernel_rows_per_core_second", Figures.rounded(kernel.rowsPerCpuSecond()));
    figures.put("kernel_bytes_per_row", Figures.rounded(kernel.bytesPerRow()));
    figures.put(
        "sink_vs_kernel", Figures.rounded(freshet.rowsPerCpuSecond() / kernel.rowsPerCpuSecond()));
    return figures;
  }

  /**
   * Rows for a table of who, runs, seconds, their spread, nothing, CPU seconds, nothing, and the
   * ratio of its CPU to ours.
   */
  public List<List<String>> rows() {
    return written.keySet().stream().map(this::row).toList();
  }

  private List<String> row(Writer writer) {
    List<Written> all = Objects.requireNonNull(written.get(writer));
    Written median = median(writer);
    return List.of(
        "sink of " + writer.label(),
        Integer.toString(all.size()),
        tenths(median.seconds()),
        tenths(all.stream().mapToDouble(Written::seconds).min().orElse(0))
            + "-"
            + tenths(all.stream().mapToDouble(Written::seconds).max().orElse(0)),
        "",
        tenths(median.cpuSeconds()),
        "",
        String.format(
            Locale.ROOT, "%.2f", median.cpuSeconds() / median(Writer.FRESHET).cpuSeconds()));
  }

  private Written median(Writer writer) {
    List<Written> sorted =
        Objects.requireNonNull(written.get(writer)).stream()
            .sorted(Comparator.comparingDouble(Written::cpuSeconds))
            .toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String tenths(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
