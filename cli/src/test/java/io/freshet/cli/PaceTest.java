package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void followsTheLastSeconds() {
    Pace pace = new Pace();
    assertThat(pace.perSecond(0, 0)).isZero();
    assertThat(pace.perSecond(500, seconds(1))).isEqualTo(500);
    assertThat(pace.perSecond(1_000, seconds(2))).isEqualTo(500);
    assertThat(pace.perSecond(1_000, seconds(3))).isEqualTo(250);
    assertThat(pace.perSecond(1_000, seconds(4))).isZero();
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
