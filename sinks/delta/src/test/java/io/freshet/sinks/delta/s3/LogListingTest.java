package io.freshet.sinks.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogListingTest {
  @Test
  void commitBetweenOthersMayNotBeMissing() {
    assertThat(hasGap("7.json", "8.json", "9.json")).isFalse();
    assertThat(hasGap("7.json", "9.json")).isTrue();
    assertThat(hasGap("7.json")).isFalse();
    assertThat(hasGap()).isFalse();
  }

  @Test
  void otherFilesOfTheLogDoNotCount() {
    assertThat(hasGap("7.json", "8.checkpoint.parquet", "8.crc", "8.json", "9.json")).isFalse();
    assertThat(hasGap("5.crc", "6.checkpoint.parquet", "7.json")).isFalse();
    assertThat(LogListing.hasGap("1.json", "_last_checkpoint", "5.json")).isFalse();
  }

  @Test
  void commitOfWhichMoreIsKnownIsMissed() {
    assertThat(hasGap("7.json", "8.crc")).isTrue();
    assertThat(hasGap("7.json", "8.checkpoint.parquet")).isTrue();
    assertThat(hasGap("7.json", "8.crc", "8.json")).isFalse();
  }

  private static boolean hasGap(String... names) {
    return LogListing.hasGap(
        Stream.of(names)
            .map(name -> "0".repeat(20 - name.indexOf('.')) + name)
            .toArray(String[]::new));
  }
}
