package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.FunctionOptions.Spread;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarianceTest {

  @Test
  void varianceOfSampleAndPopulation() {
    // mean 10; squared distances 36, 9, 9, 36
    assertThat(variance(Spread.SAMPLE).add(4.0, 7.0, 13.0, 16.0).result()).isEqualTo(30.0);
    assertThat(variance(Spread.POPULATION).add(4.0, 7.0, 13.0, 16.0).result()).isEqualTo(22.5);
    assertThat(deviation(ValueType.BIGINT).add(4L, 7L, 13L, 16L).result()).isEqualTo(Math.sqrt(30));
    assertThat(
            deviation(ValueType.decimal(5, 2))
                .add(new BigDecimal("0.10"), new BigDecimal("0.40"))
                .result())
        .isEqualTo(Math.sqrt(0.045));
  }

  @Test
  void ofOneValueThereIsNoSampleVariance() {
    assertThat(variance(Spread.SAMPLE).result()).isNull();
    assertThat(variance(Spread.SAMPLE).add(1.0).result()).isNull();
    assertThat(variance(Spread.POPULATION).result()).isNull();
    assertThat(variance(Spread.POPULATION).add(1.0).result()).isEqualTo(0.0);
  }

  @Test
  void largeMeanDoesNotSpoilIt() {
    double far = 0x1p50;
    assertThat(variance(Spread.SAMPLE).add(far + 4, far + 7, far + 13, far + 16).result())
        .isEqualTo(30.0);
  }

  @Test
  void extremesOfDoubles() {
    TestingPart huge = variance(Spread.SAMPLE).add(1.5e308, -1.5e308);
    assertThat(huge.result()).isNull();
    assertThat(huge.overflows.sum()).isEqualTo(1);
    assertThat(deviation(ValueType.DOUBLE).add(1e308, -1e308, 1e308, -1e308).result())
        .isEqualTo(1.1547005383792515e308);
    assertThat(deviation(ValueType.DOUBLE).add(1e-300, 3e-300).result())
        .isEqualTo(Math.sqrt(2) * 1e-300);
    assertThat(deviation(ValueType.DOUBLE).add(0.0, -0.0).result()).isEqualTo(0.0);
  }

  @Test
  void whatLeavesLeavesNothingBehind() {
    Random random = new Random(9);
    TestingPart rest = variance(Spread.SAMPLE).add(0.1, 0.2, 0.3);
    TestingPart all = variance(Spread.SAMPLE).merge(rest);
    TestingPart leaving = variance(Spread.SAMPLE);
    for (int i = 0; i < 1_000; i++) {
      leaving.add(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
    }
    assertThat(all.merge(leaving).reread().remove(leaving.reread())).isTrue();
    assertThat(all.result()).isEqualTo(rest.result());
    assertThat(all.bytes()).as("and takes no room").isEqualTo(rest.bytes());
  }

  @Test
  void likeValuesTakeFewBytes() {
    assertThat(variance(Spread.SAMPLE).bytes()).hasSize(1);
    assertThat(deviation(ValueType.BIGINT).add(3L).bytes()).hasSize(6);
    TestingPart part = variance(Spread.SAMPLE);
    for (int i = 0; i < 1_000; i++) {
      part.add(i * 0.01);
    }
    assertThat(part.bytes().length).isLessThan(35);
    assertThat(variance(Spread.SAMPLE).add(Double.MAX_VALUE, Double.MIN_VALUE).bytes().length)
        .isLessThan(900);
  }

  private static TestingPart variance(Spread spread) {
    return new TestingPart(
        AggregateFunction.VARIANCE, new FunctionOptions(0, 0, spread), ValueType.DOUBLE);
  }

  private static TestingPart deviation(ValueType type) {
    return new TestingPart(AggregateFunction.STDDEV, FunctionOptions.NONE, type);
  }
}
