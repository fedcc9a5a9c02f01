package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.schemas.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  @Test
  void firstGoByTimeThenValueAndKeepDuplicates() {
    TestingPart part = part(AggregateFunction.FIRST_N, 4);
    part.addAt(2, "c").addAt(1, "b").addAt(1, "a").addAt(2, "a").addAt(1, "a");
    assertThat(part.result()).isEqualTo(List.of("a", "a", "b", "a"));
  }

  @Test
  void lastGoFromTheNewestAndLargest() {
    TestingPart part = part(AggregateFunction.LAST_N, 4);
    part.addAt(2, "c").addAt(1, "b").addAt(1, "a").addAt(2, "d").addAt(2, "d");
    assertThat(part.result()).isEqualTo(List.of("d", "d", "c", "b"));
  }

  @Test
  void lastDistinctGoByTheirLastOccurrence() {
    TestingPart part = part(AggregateFunction.LAST_DISTINCT_N, 3);
    part.addAt(1, "a").addAt(5, "b").addAt(2, "c").addAt(5, "d").addAt(9, "a").addAt(3, "d");
    assertThat(part.result()).isEqualTo(List.of("a", "d", "b"));
    part.addAt(8, "b").addAt(0, "a");
    assertThat(part.result()).isEqualTo(List.of("a", "b", "d"));
  }

  @Test
  void nothingIsNull() {
    assertThat(part(AggregateFunction.FIRST_N, 1).result()).isNull();
  }

  @Test
  void partOfWhichNothingStandsThereDidNotMatter() {
    TestingPart whole = part(AggregateFunction.LAST_N, 2);
    TestingPart old = part(AggregateFunction.LAST_N, 2).addAt(1, "a").addAt(2, "b");
    TestingPart recent = part(AggregateFunction.LAST_N, 2).addAt(3, "c").addAt(4, "d");
    whole.merge(old).merge(recent);
    assertThat(whole.remove(old)).isTrue();
    assertThat(whole.remove(recent)).isFalse();
  }

  @Test
  void valueThatOccurredAgainNoLongerStandsForItsOldPart() {
    TestingPart whole = part(AggregateFunction.LAST_DISTINCT_N, 9);
    TestingPart old = part(AggregateFunction.LAST_DISTINCT_N, 9).addAt(1, "a").addAt(2, "b");
    whole.merge(old).addAt(3, "a");
    assertThat(whole.remove(old)).isFalse();
    whole.addAt(3, "b");
    assertThat(whole.remove(old)).isTrue();
    assertThat(whole.result()).isEqualTo(List.of("b", "a"));
  }

  private static TestingPart part(AggregateFunction function, int limit) {
    return TestingPart.limited(function, limit, ValueType.STRING);
  }
}
