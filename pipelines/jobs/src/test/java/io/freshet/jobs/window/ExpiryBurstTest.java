package io.freshet.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that come into memory and leave it while others of their instant are being dealt with. */
class ExpiryBurstTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int MAX_PARALLELISM = 16;
  private static final int KEYS = 30;

  private static final ViewPlan PLAN = ViewOperatorTest.eventsOfAnHour();

  @ParameterizedTest
  @ValueSource(longs = {1, 900, 1_000, 1_500, 3_000, 6_000, 10_000})
  void everyKeyExpiresAlthoughSomeLeaveMemoryMeanwhile(long memory) throws Exception {
    List<String> keys = ofOneGroup();
    try (ViewHarness view = new ViewHarness(PLAN, 200, memory)) {
      view.wallClock(1);
      for (String key : keys) {
        view.event(key, 10 * DAY);
      }
      view.wallClock(1_000);
      view.clock(10 * DAY + 2 * HOUR);
      for (int i = 0; i < KEYS; i++) {
        // each looks at a few expiries, and makes someone leave memory
        view.event("live" + i, 10 * DAY + 2 * HOUR);
      }
      for (int wallClock = 1_000; wallClock < 5_000; wallClock += 10) {
        view.wallClock(wallClock);
      }
      Map<String, Object> last = new HashMap<>();
      RowCodec codec = new RowCodec(PLAN.layout("test"));
      for (FeatureRow row : view.published()) {
        last.put(row.key(), codec.decode(row.packed())[0]);
      }
      assertThat(keys).allSatisfy(key -> assertThat(last).containsEntry(key, 0L));
    }
  }

  private static List<String> ofOneGroup() {
    Stream<String> names = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "k" + i);
    return names
        .filter(key -> KeyGroupRangeAssignment.assignToKeyGroup(key, MAX_PARALLELISM) == 0)
        .limit(KEYS)
        .toList();
  }
}
