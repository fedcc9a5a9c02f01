package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Faults of labels: the first ones, and how many there are. Not thread-safe. */
public final class LabelFaults implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KEPT = 100;

  private final List<String> first = new ArrayList<>();
  private long count;

  /** Takes note of a fault; it says file and line or row. */
  public void add(String fault) {
    count++;
    if (first.size() < KEPT) {
      first.add(fault);
    }
  }

  /** Takes over those of another task. */
  public void addAll(LabelFaults other) {
    other.first.stream().limit(KEPT - (long) first.size()).forEach(first::add);
    count += other.count;
  }

  /** The first faults. */
  public List<String> first() {
    return List.copyOf(first);
  }

  /** How many there are. */
  public long count() {
    return count;
  }
}
