package io.freshet.serving.gateway;

import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store with rows of two views; a third is defined, but was never published. */
final class TestingStore implements AutoCloseable {
  static final String PIPELINE = "shop";
  static final long AS_OF = Instant.parse("2026-03-01T12:00:00.250Z").toEpochMilli();
  static final long READABLE = Instant.parse("2026-03-01T12:00:01Z").toEpochMilli();
  static final long SEEN = Instant.parse("2026-02-27T12:00:00Z").toEpochMilli();

  static final Catalogue CATALOGUE =
      new Catalogue(
          PIPELINE,
          List.of(
              new CatalogueView(
                  "user",
                  "user",
                  "What a user did",
                  "growth",
                  Map.of("pii", "false"),
                  Duration.ofSeconds(1)),
              new CatalogueView("pair", "pair", null, null, Map.of(), Duration.ofSeconds(5)),
              new CatalogueView("later", "user", null, null, Map.of(), Duration.ofSeconds(1))));

  private static final PublishedLayout USER =
      new PublishedLayout(
          new RowLayout(
              PIPELINE,
              "user",
              List.of(new Field("user_id", ValueType.STRING)),
              List.of(
                  new Field("clicks", ValueType.BIGINT),
                  new Field("spent", ValueType.decimal(20, 2)),
                  new Field("mean", ValueType.DOUBLE),
                  new Field("city", ValueType.STRING),
                  new Field("seen", ValueType.TIMESTAMP),
                  new Field("born", ValueType.DATE),
                  new Field("vip", ValueType.BOOLEAN),
                  new Field("pages", ValueType.array(ValueType.STRING)),
                  new Field("tops", ValueType.counts(ValueType.BIGINT))),
              Map.of("clicks", "0")),
          Map.of("clicks", AS_OF - 1, "mean", 0L, "city", 0L),
          Map.of("clicks", "0"),
          List.of(new PublishedAge("days_since_seen", "seen", TimeUnit.DAYS)),
          Map.of("clicks", Duration.ofDays(7).toMillis(), "mean", Duration.ofDays(7).toMillis()));

  private static final PublishedLayout PAIR =
      new PublishedLayout(
          new RowLayout(
              PIPELINE,
              "pair",
              List.of(new Field("user_id", ValueType.STRING), new Field("item", ValueType.BIGINT)),
              List.of(new Field("clicks", ValueType.BIGINT), new Field("buys", ValueType.BIGINT))),
          Map.of("clicks", 0L, "buys", 0L),
          Map.of());

  private final RedisServer redis;

  private TestingStore(RedisServer redis) {
    this.redis = redis;
  }

  static TestingStore start(Path directory) {
    TestingStore store = new TestingStore(RedisServer.start(directory));
    store.fill();
    return store;
  }

  /** Writes all layouts and rows. */
  void fill() {
    try (OnlineStore store = OnlineStore.at(redis.uri())) {
      store.publishLayout(USER).join();
      store.publishLayout(PAIR).join();
      write(
          store,
          USER,
          new Object[] {"ann"},
          12L,
          new BigDecimal("123456789012345678.90"),
          0.1,
          "Zürich",
          SEEN,
          LocalDate.parse("1999-12-31").toEpochDay(),
          true,
          List.of("/a", "/b\"\n"),
          Map.of(7L, 3L));
      write(
          store,
          USER,
          new Object[] {"a|b/c d"},
          1L,
          null,
          Double.NaN,
          null,
          null,
          null,
          null,
          null,
          null);
      write(store, PAIR, new Object[] {"ann", 7L}, 3L, 1L);
      write(store, PAIR, new Object[] {"bob|", 8L}, 4L, 0L);
    }
  }

  private static void write(
      OnlineStore store, PublishedLayout layout, Object[] key, @Nullable Object... values) {
    byte[] row = new RowCodec(layout.layout()).encode(1, AS_OF, 5, READABLE, values);
    byte[] name =
        RedisKeys.of(PIPELINE, layout.layout().view()).row(String.valueOf(EntityKey.encode(key)));
    store.write(List.of(name), List.of(row), 0).join();
  }

  String uri() {
    return redis.uri();
  }

  RedisServer redis() {
    return redis;
  }

  @Override
  public void close() {
    redis.close();
  }
}
