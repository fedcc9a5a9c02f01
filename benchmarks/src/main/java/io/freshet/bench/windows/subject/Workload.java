package io.freshet.bench.windows.subject;

import io.freshet.bench.windows.events.StreamSpec;
import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Events and the view over them. */
@SuppressWarnings("ImmutableEnumChecker") // records of numbers and text
public enum Workload {
  /** Twenty features of users who come in sessions, some of them much more often than others. */
  CHURN_ZIPF(BenchView.of("churn.yaml"), sessions(Skew.ZIPF, 10_000_000)),

  /** The same of users who come equally often. */
  CHURN_UNIFORM(BenchView.of("churn.yaml"), sessions(Skew.UNIFORM, 10_000_000)),

  /** A hundred features, as a pivot makes them. */
  FEATURES_100(PivotView.of100(), sessions(Skew.ZIPF, 4_000_000)),

  /** 847 features, as a pivot makes them. */
  FEATURES_847(PivotView.of847(), sessions(Skew.ZIPF, 4_000_000)),

  /** A window of an hour in steps of five minutes. */
  HOP_1H(BenchView.of("hop.yaml").with("1h"), readings(2)),

  /** A window of a week in steps of an hour: 24 steps, after six for warm-up. */
  HOP_7D(BenchView.of("hop.yaml").with("7d"), readings(10), new Hours(6, 30)),

  /** The same to the end. */
  HOP_7D_WHOLE(BenchView.of("hop.yaml").with("7d"), readings(10)),

  /** Four aggregates over one window. */
  WINDOWS_1(growing("90d"), sessions(Skew.UNIFORM, 10_000_000)),

  /** Four aggregates over two windows. */
  WINDOWS_2(growing("7d, 90d"), sessions(Skew.UNIFORM, 10_000_000)),

  /** Four aggregates over three windows. */
  WINDOWS_3(growing("1h, 7d, 90d"), sessions(Skew.ZIPF, 10_000_000)),

  /** Four aggregates over four windows. */
  WINDOWS_4(growing("1h, 1d, 7d, 90d"), sessions(Skew.UNIFORM, 10_000_000)),

  /** Four aggregates over six windows. */
  WINDOWS_6(growing("1h, 1d, 7d, 14d, 30d, 90d"), sessions(Skew.ZIPF, 10_000_000)),

  /** Four aggregates over eight windows. */
  WINDOWS_8(growing("1h, 6h, 1d, 3d, 7d, 14d, 30d, 90d"), sessions(Skew.UNIFORM, 10_000_000)),

  /** Twenty features of users with 40 events in 12 sessions over 90 days each. */
  STATE(BenchView.of("churn.yaml"), new StreamSpec(Shape.LOYAL, Skew.UNIFORM, 800_000, 20_000, 90)),

  /** 847 features of the same users. */
  PROFILE(PivotView.ofProfile(), new StreamSpec(Shape.LOYAL, Skew.UNIFORM, 800_000, 20_000, 90));

  private static final int DAYS = 100;
  private static final int USERS = 200_000;
  private static final int READERS = 100_000;
  private static final int READINGS_A_DAY = 1_000_000;

  private final BenchView view;
  private final StreamSpec spec;
  private final Hours hours;

  Workload(BenchView view, StreamSpec spec) {
    this(view, spec, Hours.ALL);
  }

  Workload(BenchView view, StreamSpec spec, Hours hours) {
    this.view = view;
    this.spec = spec;
    this.hours = hours;
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

  /** The part of the stream that is measured. */
  Hours hours() {
    return hours;
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

  private static BenchView growing(String windows) {
    return BenchView.of("growth.yaml").with(windows);
  }

  private static StreamSpec sessions(Skew skew, int events) {
    return new StreamSpec(Shape.SESSIONS, skew, events, USERS, DAYS);
  }

  private static StreamSpec readings(int days) {
    return new StreamSpec(Shape.READINGS, Skew.ZIPF, days * READINGS_A_DAY, READERS, days);
  }
}
