package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1500000, 1.5 MB",
    "123456789, 123 MB",
    "999999999, 1.0 GB",
    "5000000000000000, 5000 TB"
  })
  void bytesHaveAUnit(long bytes, String text) {
    assertThat(Numbers.bytes(bytes)).isEqualTo(text);
  }
}
