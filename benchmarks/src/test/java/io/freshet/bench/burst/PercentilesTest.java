package io.freshet.bench.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {
  @Test
  void aPercentileIsTheSmallestThatSoManyDoNotExceed() {
    assertThat(Percentiles.of(IntStream.rangeClosed(1, 200).asDoubleStream()))
        .isEqualTo(new Percentiles(200, 100, 198, 200));
    assertThat(Percentiles.of(DoubleStream.of(7))).isEqualTo(new Percentiles(1, 7, 7, 7));
  }

  @Test
  void nothingHasNone() {
    assertThat(Percentiles.of(DoubleStream.empty()).max()).isNaN();
  }

  @Test
  void delaysAreChosenByArrivalAndByTheTimeOut() {
    Delays delays = new Delays();
    delays.add(1_000_000, 3_000_000);
    delays.add(2_000_000, 9_000_000);
    delays.add(4_000_000, 8_000_000);
    assertThat(delays.of((arrived, out) -> out < 9_000_000)).isEqualTo(new Percentiles(2, 2, 4, 4));
  }
}
