package io.freshet.bench.windows.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.bench.windows.events.StreamSpec.Shape;
import io.freshet.bench.windows.events.StreamSpec.Skew;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the generated events promise. */
final class GeneratedEventsTest {
  private static final StreamSpec CHURN =
      new StreamSpec(Shape.SESSIONS, Skew.ZIPF, 100_000, 2_000, 100);

  private final ShopEvent event = new ShopEvent();

  @Test
  void theSameSpecGivesTheSameEvents() {
    assertThat(lines(new RawEvents(CHURN))).containsExactlyElementsOf(lines(new RawEvents(CHURN)));
  }

  @Test
  void sessionsHave3Point3EventsWithinTenMinutes() {
    RawEvents raw = new RawEvents(CHURN);
    Map<Integer, long[]> sessions = new HashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      raw.get(i, event);
      long[] span = sessions.computeIfAbsent(event.session, s -> new long[] {Long.MAX_VALUE, 0L});
      span[0] = Math.min(span[0], event.time);
      span[1] = Math.max(span[1], event.time);
    }
    assertThat((double) raw.size() / sessions.size()).isCloseTo(3.3, within(0.1));
    assertThat(sessions.values())
        .allMatch(span -> span[1] - span[0] <= Duration.ofMinutes(10).toMillis());
  }

  @Test
  void eventsFillAHundredDays() {
    RawEvents raw = new RawEvents(CHURN);
    long day = Duration.ofDays(1).toMillis();
    Set<Long> days = new HashSet<>();
    for (int i = 0; i < raw.size(); i++) {
      raw.get(i, event);
      days.add((event.time - StreamSpec.START) / day);
    }
    assertThat(days).hasSizeBetween(100, 101);
  }

  @Test
  void typesHaveTheirShares() {
    RawEvents raw = new RawEvents(CHURN);
    double[] shares = new double[ShopEvent.TYPES.length];
    for (int i = 0; i < raw.size(); i++) {
      raw.get(i, event);
      shares[event.type] += 1.0 / raw.size();
    }
    assertThat(shares).containsExactly(new double[] {0.70, 0.12, 0.08, 0.10}, within(0.01));
  }

  @Test
  void zipfGivesTheFirstUserHisShareAndUniformNobody() {
    double harmonic = IntStream.rangeClosed(1, 2_000).mapToDouble(i -> 1.0 / i).sum();
    assertThat(shareOfFirst(CHURN)).isCloseTo(1 / harmonic, within(0.02));
    StreamSpec uniform = new StreamSpec(Shape.SESSIONS, Skew.UNIFORM, 100_000, 2_000, 100);
    assertThat(shareOfFirst(uniform)).isLessThan(0.002);
  }

  @Test
  void loyalUsersHave40EventsIn12Sessions() {
    StreamSpec spec = new StreamSpec(Shape.LOYAL, Skew.UNIFORM, 4_000, 100, 90);
    RawEvents raw = new RawEvents(spec);
    int[] events = new int[100];
    Map<Integer, Set<Integer>> sessions = new HashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      raw.get(i, event);
      events[raw.user(i)]++;
      sessions.computeIfAbsent(raw.user(i), u -> new HashSet<>()).add(event.session);
    }
    assertThat(events).containsOnly(40);
    assertThat(sessions.values()).allMatch(of -> of.size() == 12);
  }

  @Test
  void eventsArriveOutOfOrderByLessThanTheViewsAllow() {
    RawEvents raw = new RawEvents(CHURN);
    long largest = Long.MIN_VALUE;
    long late = 0;
    for (int i : raw.arrivals()) {
      raw.get(i, event);
      largest = Math.max(largest, event.time);
      late = Math.max(late, largest - event.time);
    }
    assertThat(late).isPositive().isLessThan(Duration.ofSeconds(30).toMillis());
  }

  @Test
  void sessionsHaveNamesOfTheirOwn() {
    Set<String> names = new HashSet<>();
    for (int session = 0; session < 100_000; session++) {
      event.session = session;
      names.add(event.sessionId());
    }
    assertThat(names).hasSize(100_000).allMatch(name -> name.length() == 9);
  }

  private double shareOfFirst(StreamSpec spec) {
    RawEvents raw = new RawEvents(spec);
    long first = IntStream.range(0, raw.size()).filter(i -> raw.user(i) == 0).count();
    return (double) first / raw.size();
  }

  private Iterable<String> lines(RawEvents raw) {
    Stream<String> lines =
        Arrays.stream(raw.arrivals())
            .limit(1_000)
            .mapToObj(
                i -> {
                  raw.get(i, event);
                  return raw.user(i) + " " + event.time + event.sessionId() + event.amount();
                });
    return lines.toList();
  }
}
