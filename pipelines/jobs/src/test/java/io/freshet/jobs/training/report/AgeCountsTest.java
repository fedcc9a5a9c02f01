package io.freshet.jobs.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AgeCountsTest {
  @Property
  void quantilesAreRightBySevenPercent(
      @ForAll @NotEmpty List<@LongRange(min = 0, max = 1L << 45) Long> ages) {
    AgeCounts counts = new AgeCounts();
    ages.forEach(counts::add);
    List<Long> sorted = ages.stream().sorted().toList();
    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      long exact = sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
      assertThat(counts.quantile(share)).isBetween(exact, exact + exact / 14);
    }
    assertThat(counts.largest()).isEqualTo(sorted.get(sorted.size() - 1));
    assertThat(Arrays.stream(counts.buckets()).sum()).isEqualTo(ages.size());
  }

  @Property
  void countsOfTasksAddUp(
      @ForAll List<@LongRange(min = -10, max = 1L << 40) Long> some,
      @ForAll List<@LongRange(min = -10, max = 1L << 40) Long> others) {
    AgeCounts together = new AgeCounts();
    some.forEach(together::add);
    others.forEach(together::add);
    AgeCounts first = new AgeCounts();
    some.forEach(first::add);
    AgeCounts second = new AgeCounts();
    others.forEach(second::add);
    first.addAll(second);
    assertThat(AgeStatistics.of(first)).isEqualTo(AgeStatistics.of(together));
  }

  @Test
  void nothingIsNoAge() {
    assertThat(new AgeCounts().quantile(0.5)).isZero();
  }
}
