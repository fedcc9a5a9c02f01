package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.schemas.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentileTest {
  @Test
  void percentileIsTheSmallestValueThatReachesTheShare() {
    assertThat(part(0.5).add(4L, 1L, 3L, 2L).result()).isEqualTo(2.0);
    assertThat(part(0.51).add(4L, 1L, 3L, 2L).result()).isEqualTo(3.0);
    assertThat(part(0).add(4L, 1L, 3L, 2L).result()).isEqualTo(1.0);
    assertThat(part(1).add(4L, 1L, 3L, 2L).result()).isEqualTo(4.0);
    assertThat(part(0.5).result()).isNull();
  }

  @Test
  void shareIsTakenAsItIsWritten() {
    // as doubles 0.07 * 100 is a little more than 7
    TestingPart part = part(0.07);
    for (long i = 1; i <= 100; i++) {
      part.add(i);
    }
    assertThat(part.result()).isEqualTo(7.0);
  }

  @Test
  void upToTheLimitItIsExactHoweverItIsCut() {
    TestingPart part = part(0.9);
    for (int tile = 9; tile >= 0; tile--) {
      TestingPart values = part(0.9);
      for (long i = 1; i <= 20; i++) {
        values.add(20L * tile + i);
      }
      part.merge(values.reread()).reread();
    }
    assertThat(part.result()).isEqualTo(180.0);
  }

  @Test
  void ofManyValuesTheRankIsWithinTheBound() {
    for (double share : new double[] {0, 0.01, 0.5, 0.95, 0.99, 1}) {
      for (int tiles : new int[] {1, 7, 300}) {
        assertRank(share, tiles);
      }
    }
  }

  private static void assertRank(double share, int tiles) {
    int count = 42_000;
    Random random = new Random(tiles);
    long[] shuffled = random.longs(count, 0, 1_000_000).toArray();
    TestingPart whole = part(share);
    for (int tile = 0; tile < tiles; tile++) {
      TestingPart part = part(share);
      for (int i = tile; i < count; i += tiles) {
        part.add(shuffled[i]);
      }
      whole = whole.merge(part.reread());
    }
    Map<Long, Long> exact = new HashMap<>();
    for (long value : shuffled) {
      exact.merge(value, 1L, Long::sum);
    }
    assertThat(whole.reread().isWithinBound(exact)).as("%s of %s tiles", share, tiles).isTrue();
  }

  @Test
  void manyValuesTakeLittleMemory() {
    TestingPart part = part(0.5);
    for (long i = 0; i < 1_000_000; i++) {
      part.add(i);
    }
    assertThat(part.bytes().length).isLessThan(6_000);
    assertThat(part(0.5).bytes()).hasSize(1);
    assertThat(part(0.5).add(7L).bytes()).hasSize(9);
  }

  private static TestingPart part(double percentile) {
    FunctionOptions options = new FunctionOptions(0, percentile, FunctionOptions.Spread.SAMPLE);
    return new TestingPart(AggregateFunction.APPROX_PERCENTILE, options, ValueType.BIGINT);
  }
}
