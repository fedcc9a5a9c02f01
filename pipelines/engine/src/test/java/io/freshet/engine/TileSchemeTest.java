package io.freshet.engine;

import static io.freshet.engine.TestingPlans.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.WindowPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileSchemeTest {

  @Test
  void tilesCoarsenAsTheyAge() {
    assertThat(granularities(window(120, 60), window(20, 5), window(40, 10)))
        .containsExactly(5L, 10L, 60L);
  }

  @Test
  void windowsOfEqualGranularityShareALevel() {
    assertThat(granularities(window(20, 5), window(40, 5), window(60, 5))).containsExactly(5L);
  }

  @Test
  void fineHopOfALongWindowKeepsTilesFine() {
    assertThat(granularities(window(20, 10), window(90, 3))).containsExactly(1L, 3L);
    assertThat(granularities(window(20, 20), window(90, 5))).containsExactly(5L);
  }

  @Test
  void offsetCountsAsReach() {
    assertThat(granularities(window(20, 10, 60), window(30, 5))).containsExactly(5L, 10L);
  }

  @Test
  void lifetimeTakesNoTiles() {
    assertThat(granularities(WindowPlan.LIFETIME)).isEmpty();
    assertThat(granularities(WindowPlan.LIFETIME, window(20, 5))).containsExactly(5L);
  }

  @Test
  void eventGoesToTheFirstLevelThatStillServesIt() {
    // T = 100: lower bounds 80, 60 and floor(-20, 60) = -60
    TileScheme scheme = TileScheme.of(List.of(window(20, 5), window(40, 10), window(120, 60)));
    assertThat(scheme.levelOf(80, 100)).isEqualTo(0);
    assertThat(scheme.levelOf(79, 100)).isEqualTo(1);
    assertThat(scheme.levelOf(59, 100)).isEqualTo(2);
    assertThat(scheme.levelOf(-60, 100)).isEqualTo(2);
    assertThat(scheme.levelOf(-61, 100)).isEqualTo(3);
  }

  private static List<Long> granularities(WindowPlan... windows) {
    TileScheme scheme = TileScheme.of(List.of(windows));
    return IntStream.range(0, scheme.levelCount()).mapToObj(scheme::granularity).toList();
  }
}
