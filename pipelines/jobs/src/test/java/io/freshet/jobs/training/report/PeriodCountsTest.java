package io.freshet.jobs.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PeriodCountsTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 1_440 * MINUTE;

  @Test
  void withoutLabelsThereAreNoPeriods() {
    PeriodCounts counts = new PeriodCounts(1);
    counts.addAll(new PeriodCounts(1));
    assertThat(counts.periods()).isEmpty();
    assertThat(counts.first()).isNull();
    assertThat(counts.last()).isNull();
  }

  @Test
  void shortTimesAreCutFinely() {
    PeriodCounts counts = new PeriodCounts(1);
    counts.add(5 * MINUTE + 1, new long[] {3});
    counts.add(3 * MINUTE, new long[] {4});
    counts.add(3 * MINUTE + 59_999, new long[] {0});
    assertThat(counts.periods())
        .containsExactly(
            new LabelPeriod(3 * MINUTE, 4 * MINUTE, 2, List.of(4L)),
            new LabelPeriod(4 * MINUTE, 5 * MINUTE, 0, List.of(0L)),
            new LabelPeriod(5 * MINUTE, 6 * MINUTE, 1, List.of(3L)));
  }

  @Test
  void aYearIsCutIntoSomeDays() {
    PeriodCounts counts = new PeriodCounts(0);
    for (long day = 0; day < 365; day++) {
      counts.add(day * DAY, new long[0]);
    }
    assertThat(counts.periods())
        .hasSize(46)
        .allMatch(period -> period.to() - period.from() == 8 * DAY && period.labels() >= 5);
  }

  @RepeatedTest(40)
  void countsAreThoseOfAllTasks(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    long span = 1L << (10 + random.nextInt(36));
    long middle = random.nextInt() * 1_000L;
    List<Long> times = new ArrayList<>();
    PeriodCounts all = new PeriodCounts(2);
    for (int task = 0; task < 3; task++) {
      PeriodCounts counts = new PeriodCounts(2);
      for (int label = random.nextInt(100); label > 0; label--) {
        long time = middle + (long) (random.nextGaussian() * span);
        times.add(time);
        counts.add(time, new long[] {1, time % 7});
      }
      all.addAll(counts);
    }
    List<LabelPeriod> periods = all.periods();
    assertThat(periods).hasSizeLessThanOrEqualTo(PeriodCounts.MOST);
    for (int i = 0; i < periods.size(); i++) {
      LabelPeriod period = periods.get(i);
      List<Long> within =
          times.stream().filter(t -> t >= period.from() && t < period.to()).toList();
      assertThat(period.labels()).isEqualTo(within.size());
      assertThat(period.incomplete())
          .containsExactly((long) within.size(), within.stream().mapToLong(time -> time % 7).sum());
      assertThat(i == 0 || periods.get(i - 1).to() == period.from()).isTrue();
    }
    assertThat(periods.stream().mapToLong(LabelPeriod::labels).sum()).isEqualTo(times.size());
    assertThat(all.first()).isEqualTo(times.stream().min(Long::compare).orElse(null));
    assertThat(all.last()).isEqualTo(times.stream().max(Long::compare).orElse(null));
  }
}
