package io.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.redis.client.StoreRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // fields are set before all tests
class FeatureClientIT {
  private static final long NOW = 1_800_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final List<Field> USER = List.of(new Field("user_id", ValueType.STRING));

  private static final RowLayout BEFORE =
      new RowLayout(
          "shop",
          "user",
          USER,
          List.of(new Field("views", ValueType.BIGINT), new Field("seen", ValueType.TIMESTAMP)),
          Map.of("views", "0"));
  private static final RowLayout NOWADAYS =
      new RowLayout(
          "shop",
          "user",
          USER,
          List.of(
              new Field("seen", ValueType.TIMESTAMP),
              new Field("revenue", ValueType.decimal(12, 2)),
              new Field("carts", ValueType.BIGINT),
              new Field("views", ValueType.BIGINT)),
          Map.of("views", "0", "carts", "0"));
  private static final RowLayout PRODUCT =
      new RowLayout(
          "shop",
          "product",
          List.of(new Field("country", ValueType.STRING), new Field("id", ValueType.BIGINT)),
          List.of(new Field("sold", ValueType.BIGINT)));

  @TempDir static Path directory;
  private static RedisServer server;
  private static OnlineStore store;
  private static FeatureClient client;

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory);
    store = OnlineStore.at(server.uri());
    client = FeatureClient.at(server.uri(), InstantSource.fixed(Instant.ofEpochMilli(NOW)));
    List<PublishedAge> ages = List.of(new PublishedAge("days", "seen", TimeUnit.DAYS));
    store
        .publishLayout(new PublishedLayout(BEFORE, Map.of("views", 0L), Map.of("views", "0"), ages))
        .join();
    store
        .publishLayout(
            new PublishedLayout(
                NOWADAYS,
                Map.of("views", NOW - 12 * DAY, "carts", NOW - 12 * DAY, "seen", 0L),
                Map.of("views", "0", "carts", "0"),
                ages,
                Map.of("views", 90 * DAY, "carts", 7 * DAY, "revenue", DAY)))
        .join();
    store.publishLayout(new PublishedLayout(PRODUCT, Map.of("sold", 0L), Map.of())).join();
    write(NOWADAYS, "new", NOW - DAY, NOW - 3 * DAY, null, 2L, 1L);
    write(BEFORE, "old", NOW - 40 * DAY, 5L, NOW - 41 * DAY);
    write(PRODUCT, "a\\|b|7", NOW - DAY, 70L);
  }

  @AfterAll
  static void stop() {
    client.close();
    store.close();
    server.close();
  }

  @Test
  void valuesComeWithWhatIsKnownOfThem() {
    FeatureVectors read =
        client
            .read(
                FeatureQuery.of(
                    "shop", "user", Map.of("user_id", "new"), "views", "days", "revenue", "carts"))
            .join();

    assertThat(values(read, 0)).containsExactly(1L, 3L, null, 2L);
    assertThat(statuses(read, 0))
        .containsExactly(
            ValueStatus.INCOMPLETE, ValueStatus.PRESENT, ValueStatus.NULL, ValueStatus.PRESENT);
    assertThat(read.featureTimestamp(0, 0)).isEqualTo(NOW - DAY);
    assertThat(read.availableAt(0, 0)).isEqualTo(NOW);
    assertThat(read.columns().get(2))
        .isEqualTo(new FeatureColumn("user", "revenue", ValueType.decimal(12, 2)));
    assertThat(read.toMap(0)).containsEntry("views", 1L).containsEntry("revenue", null);
  }

  @Test
  void allFeaturesAndAgesComeInTheOrderOfTheirDefinition() {
    FeatureVectors read =
        client.read(FeatureQuery.of("shop", "user", Map.of("user_id", "new"))).join();

    assertThat(read.columns().stream().map(FeatureColumn::name))
        .containsExactly("seen", "revenue", "carts", "views", "days");
    assertThat(values(read, 0)).containsExactly(NOW - 3 * DAY, null, 2L, 1L, 3L);
  }

  @Test
  void rowOfAnEarlierDefinitionStaysReadable() {
    FeatureVectors read =
        client.read(FeatureQuery.of("shop", "user", Map.of("user_id", "old"))).join();

    assertThat(values(read, 0)).containsExactly(NOW - 41 * DAY, null, 0L, 5L, 41L);
    assertThat(statuses(read, 0))
        .containsExactly(
            ValueStatus.INCOMPLETE,
            ValueStatus.OUTDATED,
            ValueStatus.OUTDATED,
            ValueStatus.PRESENT,
            ValueStatus.INCOMPLETE);
  }

  @Test
  void manyEntitiesAndViewsAreOneAnswer() {
    Map<String, Object> product = Map.of("country", "a|b", "id", 7L, "user_id", "nobody");
    Map<String, Object> unknown = Map.of("country", "x", "id", "8", "user_id", "new");
    FeatureVectors read =
        client
            .read(
                new FeatureQuery(
                    "shop",
                    List.of(ViewFeatures.of("product"), ViewFeatures.parse("user: carts, views")),
                    List.of(product, unknown, product),
                    null))
            .join();

    assertThat(read.size()).isEqualTo(3);
    assertThat(values(read, 0)).containsExactly(70L, 0L, 0L);
    assertThat(values(read, 1)).containsExactly(null, 2L, 1L);
    assertThat(values(read, 2)).isEqualTo(values(read, 0));
    assertThat(statuses(read, 0))
        .containsExactly(
            ValueStatus.PRESENT, ValueStatus.MISSING_ENTITY, ValueStatus.MISSING_ENTITY);
    assertThat(read.featureTimestamp(0, 1)).isNull();
    assertThat(read.toMap(0)).containsOnlyKeys("product:sold", "user:carts", "user:views");
  }

  @Test
  void rowsOlderThanWasAskedForAreOutdated() {
    FeatureQuery query = FeatureQuery.of("shop", "user", Map.of("user_id", "new"), "carts");

    FeatureVectors young = client.read(query.withMaxAge(Duration.ofDays(1))).join();
    FeatureVectors old = client.read(query.withMaxAge(Duration.ofHours(23))).join();

    assertThat(young.status(0, 0)).isEqualTo(ValueStatus.PRESENT);
    assertThat(old.status(0, 0)).isEqualTo(ValueStatus.OUTDATED);
    assertThat(old.value(0, 0)).isEqualTo(2L);
  }

  @Test
  void whatCannotBeAnsweredSaysWhatToAsk() {
    refuse("has not published a view 'users'", "users", Map.of("user_id", "new"));
    refuse("has no feature 'view'; it has seen, revenue", "user", Map.of("user_id", "x"), "view");
    refuse("is keyed by [user_id], but an entity has no 'user_id'", "user", Map.of("id", "x"));
    refuse("'seven' is no BIGINT", "product", Map.of("country", "x", "id", "seven"));
    refuse("can be no part of a Redis key", "a:b", Map.of("id", 1L));
    assertThatThrownBy(
            () -> client.read(new FeatureQuery("shop", List.of(), List.of(), null)).join())
        .hasMessageContaining("at least one view and one entity");
    assertThatThrownBy(() -> ViewFeatures.parse("user:a,,b"))
        .isInstanceOf(FeatureRequestException.class);
  }

  @Test
  void damagedRowIsToldWithItsKey() {
    byte[] key = RedisKeys.of("shop", "user").row("damaged");
    byte[] row = row(NOWADAYS, NOW, NOW, null, 2L, 1L);
    byte[] damaged = Arrays.copyOf(row, row.length - 1);
    store.write(List.of(key), List.of(damaged), 0).join();

    assertThatThrownBy(
            () -> client.read(FeatureQuery.of("shop", "user", Map.of("user_id", "damaged"))).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("shop:user:damaged");
  }

  @Test
  void readsOfManyThreadsAtOnceAreTheirOwn() {
    List<CompletableFuture<FeatureVectors>> reads = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String user = i % 2 == 0 ? "new" : "old";
      reads.add(client.read(FeatureQuery.of("shop", "user", Map.of("user_id", user), "views")));
    }
    for (int i = 0; i < reads.size(); i++) {
      assertThat(reads.get(i).join().value(0, 0)).isEqualTo(i % 2 == 0 ? 1L : 5L);
    }
  }

  private static void refuse(
      String message, String view, Map<String, Object> entity, String... features) {
    assertThatThrownBy(() -> client.read(FeatureQuery.of("shop", view, entity, features)).join())
        .hasCauseInstanceOf(FeatureRequestException.class)
        .hasMessageContaining(message);
  }

  private static List<@Nullable Object> values(FeatureVectors read, int entity) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < read.columns().size(); i++) {
      values.add(read.value(entity, i));
    }
    return values;
  }

  private static List<ValueStatus> statuses(FeatureVectors read, int entity) {
    List<ValueStatus> statuses = new ArrayList<>();
    for (int i = 0; i < read.columns().size(); i++) {
      statuses.add(read.status(entity, i));
    }
    return statuses;
  }

  private static void write(
      RowLayout layout, String key, long featureTimestamp, @Nullable Object... values) {
    byte[] row = row(layout, featureTimestamp, values);
    byte[] name =
        (layout.pipeline() + ":" + layout.view() + ":" + key).getBytes(StandardCharsets.UTF_8);
    store.write(List.of(name), List.of(row), 0).join();
  }

  private static byte[] row(RowLayout layout, long featureTimestamp, @Nullable Object... values) {
    return new RowCodec(layout).encode(1, featureTimestamp, 1, NOW, values);
  }
}
