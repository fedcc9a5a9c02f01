package io.freshet.defs.language;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"250ms,250", "30s,30000", "10m,600000", "1h,3600000", "007d,604800000", "-1s,-1000"})
  void readsNumberAndUnit(String text, long millis) {
    assertThat(Durations.parse(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "d", "1.5h", "1w", "1h30m", "7D", "+1s", "9999999999999999d"})
  void refusesAllElse(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void whatIsTooLongNeverOverflows() {
    assertThat(Durations.parse("999999999999999d")).hasValue(Durations.MAX + 1);
  }

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = Durations.MAX) long millis) {
    assertThat(Durations.parse(Durations.format(millis))).hasValue(millis);
  }

  @Test
  void writesTheLargestUnit() {
    assertThat(Durations.format(7 * Durations.DAY)).isEqualTo("7d");
    assertThat(Durations.format(36 * Durations.HOUR)).isEqualTo("36h");
    assertThat(Durations.format(0)).isEqualTo("0s");
  }

  @Test
  void labelsStayAsTheyWereWritten() {
    assertThat(Durations.normalize(" 024 h")).isEqualTo("24h");
  }
}
