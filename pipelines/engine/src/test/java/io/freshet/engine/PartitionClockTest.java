package io.freshet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The paragraph "The expiry clock" and the end of "Order", computed by hand. */
class PartitionClockTest {
  private static final long IDLE = 30_000;

  @Test
  void clockIsUnknownBeforeTheFirstEvent() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    assertThat(clock.isKnown()).isFalse();
    assertThat(clock.largest()).isEqualTo(PartitionClock.NONE);
    assertThat(clock.clock(0)).isEqualTo(PartitionClock.NONE);
    assertThat(clock.clock(1_000_000)).as("silence alone is no clock").isEqualTo(Long.MIN_VALUE);
    clock.observe(500, 1_000_000);
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.clock(1_000_000)).isEqualTo(490);
  }

  @Test
  void clockStandsBehindTheLargestEventTime() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(500, 0);
    clock.observe(400, 1);
    assertThat(clock.clock(2)).isEqualTo(490);
    clock.observe(501, 3);
    assertThat(clock.clock(3)).isEqualTo(491);
    assertThat(clock.largest()).isEqualTo(501);
  }

  @Test
  void eventIsTooLateByEarlierEventsOnly() {
    PartitionClock clock = PartitionClock.live(10, 100L, IDLE);
    assertThat(clock.isTooLate(-5_000)).as("nothing before it").isFalse();
    clock.observe(500, 0);
    // 500 - 10 - 100
    assertThat(clock.isTooLate(390)).isFalse();
    assertThat(clock.isTooLate(389)).isTrue();
  }

  @Test
  void latenessDoesNotFollowTheWallClock() {
    PartitionClock clock = PartitionClock.live(10, 100L, IDLE);
    clock.observe(500, 0);
    assertThat(clock.clock(10 * IDLE)).isGreaterThan(500);
    assertThat(clock.isTooLate(390)).isFalse();
  }

  @Test
  void withoutAllowedLatenessNothingIsTooLate() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(1_700_000_000_000L, 0);
    assertThat(clock.isTooLate(0)).isFalse();
  }

  @Test
  void silentPartitionGoesOnAtTheRateOfTheWallClock() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(500, 1_000_000);
    assertThat(clock.clock(1_030_000)).isEqualTo(490);
    assertThat(clock.clock(1_030_001)).isEqualTo(491);
    assertThat(clock.clock(1_032_000)).isEqualTo(2_490);
    assertThat(clock.clock(1_090_000)).as("whatever the steps").isEqualTo(60_490);
  }

  @Test
  void recordEndsTheSilence() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(500, 1_000_000);
    // 5 s past the timeout: 5_490; the record does not reach that far
    clock.observe(700, 1_035_000);
    assertThat(clock.clock(1_035_000)).isEqualTo(5_490);
    assertThat(clock.clock(1_065_000)).as("silent again for just the timeout").isEqualTo(5_490);
    assertThat(clock.clock(1_066_000)).isEqualTo(6_490);
    clock.observe(100_000, 1_067_000);
    assertThat(clock.clock(1_067_000)).isEqualTo(99_990);
    assertThat(clock.largest()).isEqualTo(100_000);
  }

  @Test
  void lateRecordEndsTheSilenceToo() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(500, 0);
    clock.observe(3, 29_000);
    assertThat(clock.clock(58_000)).isEqualTo(490);
  }

  @Test
  void boundedPartitionStandsStill() {
    PartitionClock clock = PartitionClock.bounded(10, null);
    clock.observe(500, 0);
    assertThat(clock.clock(1_700_000_000_000L)).isEqualTo(490);
  }

  @Test
  void wallClockSetBackDoesNotMoveTheClockBack() {
    PartitionClock clock = PartitionClock.live(10, null, IDLE);
    clock.observe(500, 1_000_000);
    assertThat(clock.clock(1_031_000)).isEqualTo(1_490);
    assertThat(clock.clock(500_000)).isEqualTo(1_490);
    assertThat(clock.clock(500_001)).isEqualTo(1_491);
    clock.observe(501, 400_000);
    assertThat(clock.clock(400_000)).isEqualTo(1_491);
  }

  @Test
  void restoredSilentPartitionGoesOnFromTheStoredClock() {
    PartitionClock before = PartitionClock.live(10, 100L, IDLE);
    before.observe(500, 0);
    PartitionClock.Snapshot snapshot = before.snapshot(31_000);
    assertThat(snapshot).isEqualTo(new PartitionClock.Snapshot(500, 1_490));

    PartitionClock after = PartitionClock.live(10, 100L, IDLE);
    after.restore(snapshot, 9_000_000);
    assertThat(after.largest()).isEqualTo(500);
    assertThat(after.isTooLate(389)).isTrue();
    assertThat(after.isTooLate(390)).isFalse();
    assertThat(after.clock(9_000_000)).as("no jump by the time it was down").isEqualTo(1_490);
    assertThat(after.clock(9_030_000)).isEqualTo(1_490);
    assertThat(after.clock(9_031_000)).isEqualTo(2_490);
    after.observe(600, 9_031_000);
    assertThat(after.clock(9_031_000)).as("never back").isEqualTo(2_490);
  }

  @Test
  void snapshotBeforeTheFirstEventRestoresAnUnknownClock() {
    PartitionClock after = PartitionClock.live(10, null, IDLE);
    after.restore(PartitionClock.live(10, null, IDLE).snapshot(5), 100);
    assertThat(after.isKnown()).isFalse();
    assertThat(after.clock(1_000_000)).isEqualTo(PartitionClock.NONE);
    after.observe(500, 1_000_000);
    assertThat(after.clock(1_000_000)).isEqualTo(490);
  }

  @Test
  void expiryClockIsTheMinimumOfKnownPartitionsAndNeverGoesBack() {
    PartitionClock first = PartitionClock.live(10, null, IDLE);
    PartitionClock second = PartitionClock.live(0, null, IDLE);
    List<PartitionClock> both = List.of(first, second);
    ExpiryClock expiry = new ExpiryClock(PartitionClock.NONE);
    assertThat(expiry.update(both, 0)).isEqualTo(PartitionClock.NONE);
    first.observe(500, 0);
    assertThat(expiry.update(both, 0)).as("the other is not known").isEqualTo(490);
    second.observe(300, 0);
    assertThat(expiry.update(both, 0)).as("never back").isEqualTo(490);
    second.observe(495, 0);
    assertThat(expiry.update(both, 0)).isEqualTo(490);
    first.observe(900, 0);
    assertThat(expiry.update(both, 0)).isEqualTo(495);
    assertThat(expiry.clock()).isEqualTo(495);
  }

  @Test
  void boundedInputEndsAtItsLargestEventTimeLessTheLargestOutOfOrderness() {
    ExpiryClock expiry = new ExpiryClock(300);
    assertThat(expiry.end(900, 50)).isEqualTo(850);
    assertThat(new ExpiryClock(300).end(PartitionClock.NONE, 50)).isEqualTo(300);
  }
}
