package io.freshet.jobs.training.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2024-05-01T12:30:15Z, 2024-05-01T12:30:15Z",
    "2024-05-01T12:30:15, 2024-05-01T12:30:15Z",
    "2024-05-01 12:30:15, 2024-05-01T12:30:15Z",
    "' 2024-05-01 12:30:15 ', 2024-05-01T12:30:15Z",
    "2024-05-01 12:30, 2024-05-01T12:30:00Z",
    "2024-05-01T12:30:15.1, 2024-05-01T12:30:15.100Z",
    "2024-05-01T12:30:15.123456789Z, 2024-05-01T12:30:15.123Z",
    "2024-05-01T12:30:15+02:00, 2024-05-01T10:30:15Z",
    "2024-05-01 12:30:15.5-05:30, 2024-05-01T18:00:15.500Z",
    "2024-05-01, 2024-05-01T00:00:00Z",
    "1714566615000, 2024-05-01T12:30:15Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
    "0001-01-01 00:00:00, 0001-01-01T00:00:00Z"
  })
  void readsWhatPeopleWrite(String text, String time) {
    assertThat(LabelTime.parse(text)).isEqualTo(Instant.parse(time).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024-13-01 00:00:00",
        "2024-02-30T00:00:00Z",
        "2024-05-01 24:00:01",
        "2024-05-01 12:60:00",
        "2024-05-01 1a:30:15",
        "99999999999999999999",
        "01.05.2024 12:30:15"
      })
  void saysWhatIsNoTime(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> LabelTime.parse(text));
  }
}
