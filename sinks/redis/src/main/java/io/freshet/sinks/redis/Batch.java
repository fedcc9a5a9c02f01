package io.freshet.sinks.redis;

import io.freshet.schemas.FeatureRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** Elements of one kind that share a call to Redis. */
final class Batch {
  private final long number;
  private final FeatureRow.Kind kind;
  private final List<FeatureRow> rows;
  private final List<ResultFuture<FeatureRow>> results;

  /**
   * An empty batch.
   *
   * @param number position among all batches of the subtask
   */
  Batch(long number, FeatureRow.Kind kind, int capacity) {
    this.number = number;
    this.kind = kind;
    this.rows = new ArrayList<>(capacity);
    this.results = new ArrayList<>(capacity);
  }

  void add(FeatureRow row, ResultFuture<FeatureRow> result) {
    rows.add(row);
    results.add(result);
  }

  long number() {
    return number;
  }

  FeatureRow.Kind kind() {
    return kind;
  }

  int size() {
    return rows.size();
  }

  FeatureRow row(int index) {
    return rows.get(index);
  }

  List<byte[]> packed() {
    return rows.stream().map(FeatureRow::packed).toList();
  }

  ResultFuture<FeatureRow> result(int index) {
    return results.get(index);
  }

  /**
   * Whether this batch must wait until {@code earlier} is acknowledged. Rows need not: Redis knows
   * the newer one. But a row that is written after its key was forgotten would stay for ever, and
   * no row should be readable before its layout is.
   */
  boolean mustFollow(Batch earlier) {
    if (kind == FeatureRow.Kind.ROW && earlier.kind == FeatureRow.Kind.ROW) {
      return false;
    }
    if (kind == FeatureRow.Kind.LAYOUT || earlier.kind == FeatureRow.Kind.LAYOUT) {
      return true;
    }
    Set<String> keys = new HashSet<>();
    earlier.rows.forEach(row -> keys.add(row.key()));
    return rows.stream().anyMatch(row -> keys.contains(row.key()));
  }
}
