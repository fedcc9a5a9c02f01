package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"250ms,250", "60s,60000", "5m,300000", "2h,7200000", "90d,7776000000"})
  void readsANumberAndAUnit(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "1.5s", "-1s", "1w", "1 s"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(TypeConversionException.class);
  }

  @Test
  void writesWhatPeopleSay() {
    assertThat(Durations.format(Duration.ofMillis(850))).isEqualTo("850 ms");
    assertThat(Durations.format(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
    assertThat(Durations.format(Duration.ofSeconds(320))).isEqualTo("5 m 20 s");
    assertThat(Durations.format(Duration.ofMinutes(125))).isEqualTo("2 h 5 m");
    assertThat(Durations.format(Duration.ofHours(49))).isEqualTo("2 d 1 h");
  }
}
