package io.freshet.jobs.training.page;

import java.util.ArrayList;
import java.util.List;

/** Made-up reports. */
final class TestingReports {
  private static final long DAY = 86_400_000;
  private static final long START = 1_300_000_000_000L;
  private static final List<Long> BOUNDS = bounds();

  private TestingReports() {}

  /** A report of one view, with plausible counts. */
  static TrainingReport of(String name, String description, long labels, List<String> features) {
    List<TrainingReport.Period> periods = new ArrayList<>();
    List<Long> incomplete = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      periods.add(new TrainingReport.Period(START + i * DAY, START + (i + 1) * DAY, labels / 60));
      incomplete.add(i < 10 ? labels / 60 : 0);
    }
    List<FeatureReport> reports = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      reports.add(feature(features.get(i), i, labels));
    }
    ViewReport view =
        new ViewReport(
            name,
            description,
            labels - labels / 20,
            labels / 20,
            0,
            0,
            labels / 30,
            distribution(labels - labels / 20),
            distribution(labels / 30),
            incomplete,
            reports);
    return new TrainingReport(
        name + ".parquet",
        "shop",
        TrainingReport.Mode.LOGGED,
        false,
        "labels.csv",
        "at",
        labels,
        labels == 0 ? null : START,
        labels == 0 ? null : START + 60 * DAY,
        null,
        0,
        labels / 30,
        periods,
        List.of(view),
        List.of(),
        "set.manifest.json",
        "0f0f");
  }

  private static FeatureReport feature(String name, int number, long labels) {
    long empty = labels * (number % 97) / 100;
    return new FeatureReport(
        name,
        "DECIMAL(38, 18)",
        number % 3 == 0 ? labels : labels - empty,
        empty,
        number % 4 == 0 ? null : START,
        number % 5 == 0 ? null : labels * (number % 11) / 100,
        labels / 30,
        distribution(labels - empty));
  }

  private static Distribution distribution(long total) {
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i <= BOUNDS.size(); i++) {
      counts.add(total * (1 + i % 7) / 100);
    }
    return new Distribution(BOUNDS, counts, DAY, 10 * DAY, 50 * DAY, 777 * DAY);
  }

  private static List<Long> bounds() {
    List<Long> bounds = new ArrayList<>();
    for (long bound = 1_000; bounds.size() < 22; bound = bound * 5 / 2) {
      bounds.add(bound);
    }
    return List.copyOf(bounds);
  }
}
