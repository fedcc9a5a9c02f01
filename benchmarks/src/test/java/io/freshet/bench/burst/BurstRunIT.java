package io.freshet.bench.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A midnight of a few thousand keys, of which memory holds a few hundred. */
final class BurstRunIT {
  private static final int KEYS = 5_000;

  @TempDir private Path directory;

  @Test
  void everySilentKeyExpiresAndLiveKeysAreTimedBeforeAndMeanwhile() throws Exception {
    Duration second = Duration.ofSeconds(1);
    BurstSpec spec = new BurstSpec(KEYS, 500, second, second, Duration.ofMillis(200), KEYS * 100);
    BurstResult result = new BurstRun(spec, directory, line -> {}).run();
    assertThat(result.seconds()).isPositive();
    assertThat(result.calm().count()).isBetween(200, 500);
    assertThat(result.burst().count()).isPositive();
    assertThat(result.calm().max()).isGreaterThanOrEqualTo(result.calm().p50()).isPositive();
    assertThat(result.checkpoints().calm().count()).isPositive();
    assertThat(result.checkpoints().burst().count()).isPositive();
    assertThat(result.report().figures())
        .containsKeys(
            "calm_max_ms",
            "burst_p99_ms",
            "burst_max_ms",
            "burst_checkpoint_max_ms",
            "burst_seconds",
            "expiries_per_second");
  }
}
