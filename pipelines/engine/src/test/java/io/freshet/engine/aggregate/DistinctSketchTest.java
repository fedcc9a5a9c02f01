package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.schemas.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctSketchTest {

  @Test
  void fewValuesAreCountedExactly() {
    TestingPart part = part();
    for (int i = 0; i < 384; i++) {
      part.add("value " + i, "value " + i / 2);
      assertThat(part.result()).isEqualTo(i + 1L);
    }
  }

  @Test
  void emptyTextIsAValue() {
    assertThat(part().add("").result()).isEqualTo(1L);
    assertThat(part().result()).isEqualTo(0L);
  }

  @Test
  void manyValuesAreCountedWithinFourStandardErrors() {
    TestingPart part = part();
    Map<String, Long> exact = new HashMap<>();
    int next = 0;
    for (int count : new int[] {385, 500, 1_000, 3_000, 10_000, 100_000, 1_000_000}) {
      for (; next < count; next++) {
        part.add("value " + next);
        exact.put("value " + next, 1L);
      }
      assertThat(part.isWithinBound(exact)).as("%s of %s", part.value(), count).isTrue();
    }
  }

  /** Neither the order nor the cut nor the way through bytes may be seen. */
  @Test
  void resultDependsOnTheSetOfValuesAlone() {
    Random random = new Random(3);
    for (int count : new int[] {3, 100, 380, 400, 2_000, 20_000}) {
      TestingPart ascending = part();
      TestingPart descending = part();
      for (int i = 0; i < count; i++) {
        ascending.add("" + i);
        descending.add("" + (count - 1 - i));
      }
      TestingPart cut = part();
      for (int begin = 0; begin < count; ) {
        int end = Math.min(count, begin + 1 + random.nextInt(count));
        TestingPart tile = part();
        for (int i = Math.max(0, begin - 10); i < end; i++) {
          tile.add("" + i);
        }
        cut = random.nextBoolean() ? cut.merge(tile.reread()) : tile.merge(cut).reread();
        begin = end;
      }
      assertThat(descending.result()).isEqualTo(ascending.result());
      assertThat(cut.result()).isEqualTo(ascending.result());
      assertThat(cut.reread().result()).isEqualTo(ascending.result());
    }
  }

  @Test
  void fewValuesTakeFewBytes() {
    assertThat(part().bytes()).hasSize(1);
    assertThat(part().add("a").bytes()).hasSize(5);
    assertThat(part().add("a", "b", "c").bytes()).hasSize(13);
    TestingPart part = part();
    for (int i = 0; i < 100_000; i++) {
      part.add("" + i);
    }
    assertThat(part.bytes()).hasSizeBetween(2_000, 2_200);
  }

  @Test
  void partThatLeavesIsOnlyTakenOutWhenItHasNothing() {
    assertThat(part().add("a").remove(part())).isTrue();
    assertThat(part().add("a").remove(part().add("a"))).isFalse();
  }

  private static TestingPart part() {
    return new TestingPart(
        AggregateFunction.APPROX_COUNT_DISTINCT, FunctionOptions.NONE, ValueType.STRING);
  }
}
