package io.freshet.bench.windows.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the clock of a stream is told. */
final class ClockMarksTest {

  @Test
  void theClockIsToldBeforeTheEventThatTookItOverAStep() {
    ClockMarks marks = ClockMarks.of(new long[] {105, 108, 121, 119, 140}, 3, 10);
    assertThat(marks.times()).containsExactly(102, 118, 137, 138);
    assertThat(marks.positions()).containsExactly(0, 2, 4, 5);
  }

  @Test
  void theLastMarkStandsBehindAllEvents() {
    ClockMarks marks = ClockMarks.of(new long[] {105, 106, 107}, 3, 10);
    assertThat(marks.times()).containsExactly(102, 104);
    assertThat(marks.positions()).containsExactly(0, 3);
  }
}
