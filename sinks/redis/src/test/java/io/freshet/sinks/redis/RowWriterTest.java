package io.freshet.sinks.redis;

import static io.freshet.sinks.redis.TestingRows.forget;
import static io.freshet.sinks.redis.TestingRows.layout;
import static io.freshet.sinks.redis.TestingRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time does not pass by itself: the timer runs what is due when the test says so. */
class RowWriterTest {
  private final TestingCalls store = new TestingCalls();
  private final TestingTimer timer = new TestingTimer();
  private final List<String> results = new ArrayList<>();
  private final RowWriter writer =
      new RowWriter(
          store,
          RedisSinkOptions.of("redis://nowhere", "shop", "user")
              .withBatchSize(3)
              .withMaxInFlight(9)
              .withHold(Duration.ofMillis(1)),
          new WriterMetrics(new UnregisteredMetricsGroup()),
          timer);

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void rowThatFindsTheStoreIdleLeavesAtOnce() {
    write(row("a", 1));

    assertThat(store.calls()).containsExactly("a1");
    store.answer(0);
    assertThat(results).containsExactly("a1");
    assertThat(writer.inFlight()).isZero();
  }

  @Test
  void rowsGatherWhileACallIsUnderWay() {
    write(row("a", 1), row("b", 1), row("a", 2));
    assertThat(store.calls()).containsExactly("a1");

    store.answer(0);

    assertThat(store.calls()).containsExactly("a1", "b1 a2");
  }

  @Test
  void fullAndHeldBatchesLeaveNextToOthers() {
    write(row("a", 1), row("b", 1), row("c", 1), row("d", 1), row("e", 1));
    assertThat(store.calls()).containsExactly("a1", "b1 c1 d1");

    timer.run();

    assertThat(store.calls()).containsExactly("a1", "b1 c1 d1", "e1");
  }

  @Test
  void noMoreCallsThanAllowed() {
    for (int i = 0; i < 20; i++) {
      write(row("a", i));
    }
    timer.run();

    assertThat(store.calls()).hasSize(3);
    store.answer(1);
    assertThat(store.calls()).hasSize(4);
  }

  @Test
  void failedBatchesAreWrittenAgainInOrder() {
    write(row("a", 1), row("a", 2), row("a", 3), row("a", 4), row("a", 5));
    store.fail(1);
    store.fail(0);
    assertThat(store.calls()).containsExactly("a1", "a2 a3 a4");

    timer.run();
    assertThat(store.calls()).containsExactly("a1", "a2 a3 a4", "a1");
    store.fail(2);
    timer.run();
    store.answer(3);
    assertThat(store.calls().subList(3, 5)).containsExactly("a1", "a2 a3 a4");
    store.answer(4);
    store.answer(5);

    assertThat(results).containsExactly("a1", "a2", "a3", "a4", "a5");
    assertThat(writer.inFlight()).isZero();
  }

  @Test
  void forgettingWaitsForRowsOfItsKey() {
    write(row("a", 1), row("b", 1), forget("c", 1), forget("a", 1), row("a", 2));
    assertThat(store.calls()).containsExactly("a1", "b1");

    store.answer(1);
    store.fail(0);
    timer.run();
    assertThat(store.calls().subList(2, 3)).containsExactly("a1");
    store.answer(2);
    assertThat(store.calls().subList(3, 4)).containsExactly("-c1 -a1");
    timer.run();
    assertThat(store.calls()).hasSize(4);
    store.answer(3);
    assertThat(store.calls().subList(4, 5)).containsExactly("a2");
  }

  @Test
  void forgettingDoesNotWaitForOtherKeys() {
    write(row("a", 1), forget("b", 1), row("c", 1));
    timer.run();

    assertThat(store.calls()).containsExactly("a1", "-b1", "c1");
  }

  @Test
  void rowsWaitForTheirLayout() {
    write(row("a", 1), layout(), row("b", 1));
    timer.run();
    assertThat(store.calls()).containsExactly("a1");

    store.answer(0);
    timer.run();
    assertThat(store.calls()).containsExactly("a1", "layout");

    store.answer(1);
    timer.run();
    assertThat(store.calls()).containsExactly("a1", "layout", "b1");
  }

  @Test
  void refusalFailsTheElementsAndEndsTheWriter() {
    write(row("a", 1), row("b", 1));
    store.refuse(0);

    assertThat(results).containsExactly("failed");
    write(row("c", 1));
    timer.run();
    assertThat(store.calls()).containsExactly("a1");
  }

  private void write(FeatureRow... rows) {
    for (FeatureRow row : rows) {
      writer.write(row, new TestingResult(describe(row), results));
    }
  }

  static String describe(FeatureRow row) {
    return switch (row.kind()) {
      case ROW -> row.key() + PackedRow.sequence(row.packed());
      case FORGET -> "-" + row.key() + PackedRow.sequence(row.packed());
      case LAYOUT -> "layout";
    };
  }
}
