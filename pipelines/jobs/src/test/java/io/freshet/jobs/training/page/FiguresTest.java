package io.freshet.jobs.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0 %",
    "10, 10, 100 %",
    "1, 1000000, < 0.1 %",
    "1, 2001, < 0.1 %",
    "1, 1999, 0.1 %",
    "32, 1000, 3.2 %",
    "1999, 2000, > 99.9 %",
    "9994, 10000, 99.9 %",
    "0, 0, –",
    "5, 0, –",
    "3, 2, 150.0 %"
  })
  void sharesRoundToNothingAndAllOnlyIfTheyAre(long part, long whole, String expected) {
    assertThat(Figures.share(part, whole).replace('\u00A0', ' ')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1 s",
    "12345, 12.3 s",
    "59999, 60 s",
    "60000, 1 min",
    "320000, 5 min 20 s",
    "3600000, 1 h",
    "11400000, 3 h 10 min",
    "86400000, 1 d",
    "90000000, 1 d 1 h",
    "1123200000, 13 d",
    "31536000000, 365 d",
    "94608000000, 3 y",
    "9223372036854775807, '292,471,208.7 y'",
    "-9223372036854775808, '−292,471,208.7 y'"
  })
  void durationsHaveTheirTwoLargestUnits(long millis, String expected) {
    assertThat(Figures.duration(millis).replace('\u00A0', ' ')).isEqualTo(expected);
  }

  @Test
  void oneIsNotMany() {
    assertThat(Figures.count(1, "label", "labels")).isEqualTo("1\u00A0label");
    assertThat(Figures.count(1_234, "label", "labels")).isEqualTo("1,234\u00A0labels");
    assertThat(Figures.count(0, "label", "labels")).isEqualTo("0\u00A0labels");
  }

  @Test
  void timesAreUtc() {
    assertThat(Figures.time(1_299_242_999_999L)).isEqualTo("2011-03-04 12:49");
    assertThat(Figures.date(-1)).isEqualTo("1969-12-31");
  }
}
