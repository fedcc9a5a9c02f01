package io.freshet.jobs.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxesTest {
  private static final long FEBRUARY_2011 = 1_296_518_400_000L;

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 59_999, 3_600_000, 86_400_000, 31_536_000_000L, 3_153_600_000_000L, 1L << 48})
  void timesHaveFewTicksInOrderWithinTheAxis(long span) {
    TimeAxis axis = new TimeAxis(FEBRUARY_2011, FEBRUARY_2011 + span, 60, 900);
    List<Plot.Tick> ticks = axis.ticks();
    assertThat(ticks).isNotEmpty().hasSizeLessThanOrEqualTo(9);
    assertThat(ticks).extracting(Plot.Tick::at).isSorted().allMatch(at -> at >= 60 && at <= 900);
    assertThat(ticks).extracting(Plot.Tick::label).doesNotHaveDuplicates();
  }

  @Test
  void longTimesAreMarkedByMonths() {
    TimeAxis axis = new TimeAxis(FEBRUARY_2011 + 1, FEBRUARY_2011 + 200 * 86_400_000L, 0, 100);
    assertThat(axis.ticks())
        .extracting(Plot.Tick::label)
        .containsExactly(
            "2011-03-01", "2011-04-01", "2011-05-01", "2011-06-01", "2011-07-01", "2011-08-01");
  }

  @Test
  void durationsBeginAndEndWhereThereAreSome() {
    Distribution young = distribution(0, 0, 3, 0, 0);
    Distribution old = distribution(0, 0, 0, 1, 0);
    DurationAxis axis = new DurationAxis(List.of(young, old), 100, 300);
    assertThat(axis.first).isEqualTo(2);
    assertThat(axis.last).isEqualTo(3);
    assertThat(axis.x(2)).isEqualTo(100);
    assertThat(axis.x(4)).isEqualTo(300);
    assertThat(axis.ticks())
        .extracting(tick -> tick.label().replace('\u00A0', ' '))
        .containsExactly("1 min", "1 h", "1 d");
  }

  @Test
  void theFirstBucketBeginsAtZeroAndTheLastHasNoEnd() {
    DurationAxis axis = new DurationAxis(List.of(distribution(1, 0, 0, 0, 1)), 0, 500);
    assertThat(axis.ticks())
        .extracting(tick -> tick.label().replace('\u00A0', ' '))
        .containsExactly("0", "1 s", "1 min", "1 h", "1 d");
  }

  private static Distribution distribution(long... counts) {
    return new Distribution(
        List.of(1_000L, 60_000L, 3_600_000L, 86_400_000L),
        java.util.Arrays.stream(counts).boxed().toList(),
        1,
        1,
        1,
        1);
  }
}
