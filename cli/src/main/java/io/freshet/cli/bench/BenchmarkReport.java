package io.freshet.cli.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark measured.
 *
 * @param bench its name
 * @param figures number by key, in the order in which they are shown
 * @param columns heads of the table
 * @param rows cells of the table
 */
public record BenchmarkReport(
    String bench, Map<String, Number> figures, List<String> columns, List<List<String>> rows) {

  public BenchmarkReport {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
