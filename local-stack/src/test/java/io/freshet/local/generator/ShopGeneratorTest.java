package io.freshet.local.generator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ShopGeneratorTest {
  private static final long TO = 1_750_000_000_000L;
  private static final long FROM = TO - Duration.ofDays(90).toMillis();
  private static final int COUNT = 200_000;
  private static final ShopOptions OPTIONS =
      ShopOptions.of(10_000, 42)
          .withRates(
              ShopRates.none()
                  .with(ShopKind.DISORDERED, 0.1)
                  .with(ShopKind.LATE, 0.02)
                  .with(ShopKind.DUPLICATE, 0.03)
                  .with(ShopKind.UNDECODABLE, 0.01)
                  .with(ShopKind.WITHOUT_TIME, 0.01)
                  .with(ShopKind.IN_THE_FUTURE, 0.01)
                  .with(ShopKind.WITHOUT_USER, 0.01)
                  .with(ShopKind.BAD_COUPON, 0.01));

  private static final List<ShopRecord> HISTORY =
      list(ShopGenerator.history(OPTIONS, FROM, TO, COUNT), COUNT);

  @Test
  void equalOptionsMakeEqualRecords() {
    ShopGenerator again = ShopGenerator.history(OPTIONS, FROM, TO, COUNT);
    for (ShopRecord record : HISTORY) {
      assertSame(again.next(), record);
    }
  }

  @Test
  void anotherSeedMakesOtherRecords() {
    ShopOptions other = ShopOptions.of(10_000, 43).withRates(OPTIONS.rates());

    assertThat(list(ShopGenerator.history(other, FROM, TO, 100), 100))
        .isNotEqualTo(HISTORY.subList(0, 100));
  }

  @Test
  void historyHasExactlyItsCountWithinItsTime() {
    ShopGenerator generator = ShopGenerator.history(OPTIONS, FROM, TO, 12_345);
    int made = 0;
    long last = FROM;
    while (generator.hasNext()) {
      assertThat(generator.nextArrival()).isBetween(last, TO);
      last = generator.nextArrival();
      assertThat(generator.next().arrival()).isEqualTo(last);
      made++;
    }
    assertThat(made).isEqualTo(12_345);
    assertThat(generator.counts().total()).isEqualTo(12_345);
    assertThat(last).isGreaterThan(TO - Duration.ofHours(6).toMillis());
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void emptyHistoryIsEmpty() {
    assertThat(ShopGenerator.history(OPTIONS, FROM, TO, 0).hasNext()).isFalse();
  }

  @Test
  void everyDayHasItsShare() {
    int[] days = new int[90];
    for (ShopRecord record : HISTORY) {
      days[(int) Math.min(89, (record.arrival() - FROM) / Duration.ofDays(1).toMillis())]++;
    }
    assertThat(Arrays.stream(days).boxed())
        .allSatisfy(day -> assertThat(day).isBetween(COUNT / 120, COUNT / 70));
  }

  @ParameterizedTest
  @EnumSource
  void ratesAreAsConfigured(ShopKind kind) {
    long made = HISTORY.stream().filter(record -> record.kind() == kind).count();
    double expected =
        kind == ShopKind.ON_TIME ? COUNT * (1 - 0.2) : COUNT * OPTIONS.rates().of(kind);

    assertThat((double) made).isCloseTo(expected, within(5 * Math.sqrt(expected)));
  }

  @Test
  void countsAreThoseOfTheRecords() {
    ShopGenerator generator = ShopGenerator.history(OPTIONS, FROM, TO, COUNT);
    Map<ShopStream, Map<ShopKind, Long>> counted = new HashMap<>();
    list(generator, COUNT)
        .forEach(
            record ->
                counted
                    .computeIfAbsent(record.stream(), stream -> new HashMap<>())
                    .merge(record.kind(), 1L, Long::sum));

    ShopCounts counts = generator.counts();
    for (ShopStream stream : ShopStream.values()) {
      for (ShopKind kind : ShopKind.values()) {
        assertThat(counts.of(stream, kind))
            .isEqualTo(requireNonNull(counted.get(stream)).getOrDefault(kind, 0L));
      }
    }
    assertThat(counts.of(ShopStream.EVENTS) + counts.of(ShopStream.ORDERS)).isEqualTo(COUNT);
  }

  @Test
  void delaysKeepTheirBounds() {
    for (ShopRecord record : HISTORY) {
      if (record.kind().isSound()) {
        long delay = record.arrival() - requireNonNull(record.eventTime());
        switch (record.kind()) {
          case DISORDERED ->
              assertThat(delay).isBetween(1L, OPTIONS.maxOutOfOrderness().toMillis());
          case LATE ->
              assertThat(delay)
                  .isBetween(OPTIONS.lateFrom().toMillis() - 1, OPTIONS.lateTo().toMillis());
          default -> assertThat(delay).isZero();
        }
      }
    }
  }

  @Test
  void duplicateFollowsItsOriginalSoon() {
    IdentityHashMap<ShopPayload, ShopRecord> originals = new IdentityHashMap<>();
    for (ShopRecord record : HISTORY) {
      if (record.kind().isSound()) {
        originals.put(record.payload(), record);
      } else if (record.kind() == ShopKind.DUPLICATE) {
        ShopRecord original = requireNonNull(originals.get(record.payload()));
        assertThat(record.stream()).isEqualTo(original.stream());
        assertThat(record.key()).isEqualTo(original.key());
        assertThat(record.arrival() - original.arrival())
            .isBetween(0L, Duration.ofMinutes(30).toMillis());
      }
    }
  }

  @Test
  void idsOfSoundRecordsAreUniqueAlsoInTheLiveRecordsThatFollow() {
    Set<String> ids = new HashSet<>();
    ids(HISTORY).forEach(id -> assertThat(ids.add(id)).isTrue());
    ids(list(ShopGenerator.live(OPTIONS, TO, 100), 50_000))
        .forEach(id -> assertThat(ids.add(id)).isTrue());
  }

  @Test
  void poisonIsWhatItSays() {
    for (ShopRecord record : HISTORY) {
      switch (record.kind()) {
        case UNDECODABLE -> assertThat(record.payload()).isInstanceOf(ShopPayload.Broken.class);
        case WITHOUT_TIME -> assertThat(record.eventTime()).isNull();
        case IN_THE_FUTURE ->
            assertThat(record.eventTime())
                .isBetween(TO + Duration.ofDays(1).toMillis(), TO + Duration.ofDays(30).toMillis());
        case WITHOUT_USER -> assertThat(record.key()).isNull();
        case BAD_COUPON ->
            assertThatThrownBy(
                    () -> new BigDecimal(((ShopPayload.Order) record.payload()).coupon()))
                .isInstanceOf(NumberFormatException.class);
        default -> assertThat(record.key()).isNotNull();
      }
    }
  }

  @Test
  void soundOrdersHaveNumbersForCoupons() {
    int coupons = 0;
    for (ShopRecord record : HISTORY) {
      if (record.kind().isSound() && record.payload() instanceof ShopPayload.Order order) {
        assertThat(order.quantity()).isPositive();
        assertThat(order.price().scale()).isEqualTo(2);
        assertThat(order.price()).isPositive();
        if (order.coupon() != null) {
          assertThat(new BigDecimal(order.coupon())).isPositive();
          coupons++;
        }
      }
    }
    assertThat(coupons).isPositive();
  }

  @Test
  void shopLivesOnAllKindsOfEvents() {
    Map<String, Integer> types = new HashMap<>();
    int productPages = 0;
    int orders = 0;
    for (ShopRecord record : HISTORY) {
      if (record.payload() instanceof ShopPayload.Event event) {
        types.merge(event.eventType(), 1, Integer::sum);
        boolean hasProduct = event.productId() != null;
        switch (event.eventType()) {
          case "page_view" -> productPages += hasProduct ? 1 : 0;
          case "add_to_cart" -> assertThat(hasProduct).isTrue();
          default -> assertThat(hasProduct).isFalse();
        }
      } else if (record.payload() instanceof ShopPayload.Order) {
        orders++;
      }
    }
    assertThat(types).containsOnlyKeys("page_view", "search", "add_to_cart", "login");
    assertThat(productPages).isBetween(COUNT / 3, COUNT * 2 / 3);
    assertThat(types.values()).allMatch(count -> count > COUNT / 100);
    assertThat(orders).isBetween(COUNT / 100, COUNT / 5);
  }

  @Test
  void usersComeInVisitsAndAreSilentBetweenThem() {
    Map<String, List<Long>> sessions = new HashMap<>();
    for (ShopRecord record : HISTORY) {
      if (record.payload() instanceof ShopPayload.Event event) {
        sessions.computeIfAbsent(event.sessionId(), id -> new ArrayList<>()).add(record.arrival());
      }
    }
    assertThat(sessions.values())
        .allSatisfy(
            arrivals -> {
              assertThat(arrivals).hasSizeBetween(1, SessionShape.MOST_RECORDS + 10);
              assertThat(arrivals.get(arrivals.size() - 1) - arrivals.get(0))
                  .isLessThanOrEqualTo(SessionShape.LONGEST);
            });
    assertThat(COUNT / (double) sessions.size()).isCloseTo(SessionShape.meanSize(), within(0.5));
  }

  @Test
  void liveKeepsItsRateFromTheFirstSecond() {
    ShopGenerator live = ShopGenerator.live(OPTIONS, TO, 1_000);
    int[] perMinute = new int[10];
    while (live.nextArrival() < TO + Duration.ofMinutes(10).toMillis()) {
      ShopRecord record = live.next();
      assertThat(record.arrival()).isGreaterThanOrEqualTo(TO);
      perMinute[(int) ((record.arrival() - TO) / 60_000)]++;
    }
    assertThat(Arrays.stream(perMinute).boxed())
        .allSatisfy(n -> assertThat(n).isBetween(54_000, 66_000));
  }

  @Test
  void ratesAreChecked() {
    assertThatThrownBy(() -> ShopRates.none().with(ShopKind.LATE, 0.6))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ShopRates.none().with(ShopKind.LATE, -0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ShopRates.none().with(ShopKind.ON_TIME, 0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> ids(List<ShopRecord> records) {
    List<String> ids = new ArrayList<>();
    for (ShopRecord record : records) {
      if (record.kind().isSound()) {
        ids.add(
            record.payload() instanceof ShopPayload.Event event
                ? event.eventId()
                : ((ShopPayload.Order) record.payload()).orderId());
      }
    }
    return ids;
  }

  private static List<ShopRecord> list(ShopGenerator generator, int count) {
    List<ShopRecord> records = new ArrayList<>();
    while (records.size() < count) {
      records.add(generator.next());
    }
    return records;
  }

  private static void assertSame(ShopRecord one, ShopRecord other) {
    if (one.payload() instanceof ShopPayload.Broken broken) {
      assertThat(broken.bytes()).isEqualTo(((ShopPayload.Broken) other.payload()).bytes());
    } else {
      assertThat(one).isEqualTo(other);
    }
  }
}
