package io.freshet.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {

  @Property
  void quantilesAreThoseOfTheSortedTimes(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 3_000) Integer> times) {
    LatencyCounts counts = new LatencyCounts();
    times.forEach(counts::add);
    List<Integer> sorted = times.stream().sorted().toList();
    assertThat(counts.summary())
        .isEqualTo(
            new LatencySummary(
                times.size(),
                sorted.get((int) Math.ceil(0.5 * times.size()) - 1),
                sorted.get((int) Math.ceil(0.99 * times.size()) - 1),
                sorted.get(times.size() - 1)));
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(new LatencyCounts().summary()).isEqualTo(new LatencySummary(0, 0, 0, 0));
  }

  @Test
  void timesOutOfRangeAreCountedAtItsEnds() {
    LatencyCounts counts = new LatencyCounts();
    counts.add(-5);
    counts.add(LatencyCounts.LONGEST.toMillis() + 1);
    assertThat(counts.quantile(0.5)).isZero();
    assertThat(counts.quantile(1)).isEqualTo(LatencyCounts.LONGEST.toMillis());
    assertThat(counts.summary().max()).isEqualTo(LatencyCounts.LONGEST.toMillis() + 1);
  }
}
