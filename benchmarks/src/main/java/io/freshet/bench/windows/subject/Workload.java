package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.StreamSpec;
import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Events and the view over them. */
public enum Workload {
  /** Twenty features of users who come in sessions, some of them much more often than others. */
  CHURN_ZIPF(BenchView.CHURN, churn(Skew.ZIPF)),

  /** The same of users who come equally often. */
  CHURN_UNIFORM(BenchView.CHURN, churn(Skew.UNIFORM));

  private final BenchView view;
  private final StreamSpec spec;

  Workload(BenchView view, StreamSpec spec) {
    this.view = view;
    this.spec = spec;
  }

  /** Its name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its events, at full size. */
  public StreamSpec spec() {
    return spec;
  }

  BenchView view() {
    return view;
  }

  /**
   * The workload with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Workload of(String label) {
    List<Workload> all = Arrays.asList(values());
    return all.stream()
        .filter(workload -> workload.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no workload '"
                        + label
                        + "'; there are "
                        + all.stream().map(Workload::label).toList()));
  }

  private static StreamSpec churn(Skew skew) {
    return new StreamSpec(Shape.SESSIONS, skew, 10_000_000, 200_000, 100);
  }
}
