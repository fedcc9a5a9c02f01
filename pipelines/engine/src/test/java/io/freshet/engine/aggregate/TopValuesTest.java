package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.schemas.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopValuesTest {

  @Test
  void mostFrequentComesFirstAndTiesGoByValue() {
    assertThat(part(3).add("b", "a", "c", "c", "d", "a").result())
        .isEqualTo(List.of("a", "c", "b"));
    assertThat(part(3).add("b").result()).isEqualTo(List.of("b"));
    assertThat(part(3).result()).isNull();
  }

  @Test
  void whileTheValuesFitItIsExact() {
    TestingPart part = part(2);
    for (int tile = 0; tile < 10; tile++) {
      TestingPart values = part(2);
      for (int i = 0; i < 192; i++) {
        values.add("" + i);
      }
      part.merge(values.add(tile < 6 ? "191" : "7").reread());
    }
    assertThat(part.reread().result()).isEqualTo(List.of("191", "7"));
  }

  @Test
  void ofManyValuesNoneIsMissedThatIsMoreFrequentThanTheBound() {
    Random random = new Random(11);
    Map<String, Long> exact = new HashMap<>();
    TestingPart whole = part(10);
    int total = 200_000;
    for (int tile = 0; tile < 20; tile++) {
      TestingPart part = part(10);
      for (int i = 0; i < total / 20; i++) {
        // one half spread over a million values, the other half by Zipf's law
        boolean rare = random.nextBoolean();
        int rank = (int) Math.exp(random.nextDouble() * Math.log(10_000));
        String value = rare ? "rare " + random.nextInt(1_000_000) : "often " + rank;
        part.add(value);
        exact.merge(value, 1L, Long::sum);
      }
      whole.merge(part.reread());
    }
    assertThat(whole.isWithinBound(exact)).isTrue();
    List<?> top = (List<?>) whole.value();
    assertThat(top.subList(0, 3)).isEqualTo(List.of("often 1", "often 2", "often 3"));
  }

  @Test
  void placesArePowersOfTwo() {
    assertThat(TopValues.places(1)).isEqualTo(256);
    assertThat(TopValues.places(16)).isEqualTo(256);
    assertThat(TopValues.places(17)).isEqualTo(512);
    assertThat(TopValues.places(1000)).isEqualTo(16_384);
  }

  private static TestingPart part(int limit) {
    return TestingPart.limited(AggregateFunction.TOP_K, limit, ValueType.STRING);
  }
}
