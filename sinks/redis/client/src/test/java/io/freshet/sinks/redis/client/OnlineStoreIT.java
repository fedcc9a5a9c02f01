package io.freshet.sinks.redis.client;

import static io.freshet.sinks.redis.client.TestingRows.KEYS;
import static io.freshet.sinks.redis.client.TestingRows.LAYOUT;
import static io.freshet.sinks.redis.client.TestingRows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.sinks.redis.client.StoreRefusedException.Code;
import io.freshet.sinks.redis.client.WriteResult.Status;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlineStoreIT {
  private static final byte[] KEY = KEYS.row("ann");

  @TempDir static Path directory;
  private static RedisServer server;
  private static RedisClient client;
  private static StatefulRedisConnection<byte[], byte[]> connection;
  private static OnlineStore store;
  private static OnlineReader reader;

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory);
    client = RedisClient.create(server.uri());
    connection = client.connect(ByteArrayCodec.INSTANCE);
    store = OnlineStore.at(server.uri());
    reader = new OnlineReader(store);
  }

  @AfterAll
  static void stop() {
    store.close();
    client.shutdown();
    server.close();
  }

  @BeforeEach
  void clear() {
    redis().flushall();
  }

  @Test
  void newerRowReplacesOlder() {
    WriteResult first = write(row(1, 10, 1));
    WriteResult second = write(row(1, 10, 2));

    assertThat(first.status()).isEqualTo(Status.WRITTEN);
    assertThat(second.status()).isEqualTo(Status.WRITTEN);
    assertThat(second.availableAt()).isGreaterThanOrEqualTo(first.availableAt());
    assertThat(redis().get(KEY))
        .isEqualTo(PackedRow.withAvailableAt(row(1, 10, 2), second.availableAt()));
  }

  @Test
  void olderRowNeverReplacesNewer() {
    WriteResult first = write(row(1, 10, 2));
    byte[] stored = redis().get(KEY);

    assertThat(write(row(1, 10, 1)))
        .isEqualTo(new WriteResult(Status.SUPERSEDED, first.availableAt()));
    assertThat(redis().get(KEY)).isEqualTo(stored);
  }

  @Test
  void equalRowAnswersTheStoredTime() {
    WriteResult first = write(row(1, 10, 2, 1_234, "a"));

    assertThat(first).isEqualTo(new WriteResult(Status.WRITTEN, 1_234));
    assertThat(write(row(1, 10, 2, 0, "a"))).isEqualTo(new WriteResult(Status.EQUAL, 1_234));
    assertThat(write(row(1, 10, 2, 99, "a"))).isEqualTo(new WriteResult(Status.EQUAL, 1_234));
  }

  @Test
  void divergedReplayReplaces() {
    write(row(1, 10, 2, 1_234, "a"));

    WriteResult diverged = write(row(1, 10, 2, 0, "b"));

    assertThat(diverged.status()).isEqualTo(Status.WRITTEN);
    assertThat(diverged.availableAt()).isGreaterThan(1_234);
    assertThat(redis().get(KEY)).isEqualTo(row(1, 10, 2, diverged.availableAt(), "b"));
  }

  @Test
  void timesBefore1970KeepTheirPlace() {
    assertThat(write(row(1, -5, 9, Long.MIN_VALUE, "a")))
        .isEqualTo(new WriteResult(Status.WRITTEN, Long.MIN_VALUE));
    assertThat(write(row(1, 3, 1, -7, "b"))).isEqualTo(new WriteResult(Status.WRITTEN, -7));
    assertThat(write(row(1, -4, 99, 0, "c"))).isEqualTo(new WriteResult(Status.SUPERSEDED, -7));
  }

  @Test
  void versionsAreComparedAsUnsignedBytes() {
    Random random = new Random(7);
    byte[] newest = row(0, Long.MIN_VALUE, 0);
    for (int i = 0; i < 3_000; i++) {
      if (i % 5 == 0) {
        newest = row(part(random), part(random), part(random));
        redis().del(KEY);
        write(newest);
      }
      byte[] row = row(part(random), part(random), part(random));
      int order = compare(row, newest);
      newest = order > 0 ? row : newest;
      assertThat(write(row).status())
          .isEqualTo(order > 0 ? Status.WRITTEN : order == 0 ? Status.EQUAL : Status.SUPERSEDED);
    }
  }

  @Test
  void rowsOfOneCallAreTakenInOrder() {
    List<WriteResult> results =
        store
            .write(
                List.of(KEY, KEYS.row("bob"), KEY, KEY),
                List.of(row(1, 1, 1), row(1, 1, 1), row(1, 1, 2), row(1, 1, 1)),
                0)
            .join();

    assertThat(results.stream().map(WriteResult::status))
        .containsExactly(Status.WRITTEN, Status.WRITTEN, Status.WRITTEN, Status.SUPERSEDED);
  }

  @Test
  void rowsLiveAsLongAsTold() {
    store.write(List.of(KEY, KEYS.row("bob")), List.of(row(1, 1, 1), row(1, 1, 1)), 90_000).join();
    write(row(1, 1, 2));

    assertThat(redis().pttl(KEYS.row("bob"))).isBetween(1L, 90_000L);
    assertThat(redis().pttl(KEY)).isEqualTo(-1);
  }

  @Test
  void onlyTheForgottenVersionGoes() {
    byte[] bob = KEYS.row("bob");
    byte[] eve = KEYS.row("eve");
    byte[] header = Arrays.copyOf(row(1, 10, 5), PackedRow.HEADER_LENGTH);
    store
        .write(List.of(KEY, bob, eve), List.of(row(1, 10, 5), row(1, 10, 6), row(1, 10, 4)), 0)
        .join();

    assertThat(
            store
                .forget(
                    List.of(KEY, bob, eve, KEYS.row("nobody")),
                    List.of(header, header, header, header))
                .join())
        .containsExactly(
            ForgetResult.DELETED, ForgetResult.NEWER, ForgetResult.DELETED, ForgetResult.ABSENT);
    assertThat(redis().exists(KEY, bob, eve)).isEqualTo(1);
  }

  @Test
  void forgettingNeverTakesANewerRow() {
    AtomicLong newest = new AtomicLong(1);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> forgetting =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                store.forget(List.of(KEY), List.of(row(1, 10, newest.get()))).join();
              }
            });
    for (long sequence = 2; sequence < 3_000; sequence++) {
      write(row(1, 10, sequence));
      assertThat(redis().exists(KEY)).isEqualTo(1);
      newest.set(sequence);
    }
    done.set(true);
    forgetting.join();
  }

  @Test
  void foreignValuesStayAndAreNamed() {
    byte[] text = KEYS.row("text");
    byte[] hash = KEYS.row("hash");
    redis().set(text, new byte[] {1, 2, 3});
    redis().hset(hash, KEY, KEY);
    byte[] future = row(1, 1, 1);
    future[0] = PackedRow.FORMAT + 1;
    byte[] format = KEYS.row("format");
    redis().set(format, future);

    for (byte[] key : List.of(text, hash, format)) {
      assertForeign(
          () -> store.write(List.of(key, KEY), List.of(row(1, 1, 1), row(1, 1, 1)), 0).join(), key);
      assertForeign(() -> store.forget(List.of(key), List.of(row(1, 1, 1))).join(), key);
      assertForeign(
          () -> reader.get("shop", "user", text(key).substring(KEYS.rowPrefix().length())).join(),
          key);
    }
    assertThat(redis().get(text)).containsExactly(1, 2, 3);
    assertThat(redis().hget(hash, KEY)).isEqualTo(KEY);
    // the good row of the call was written
    assertThat(write(row(1, 1, 1)).status()).isEqualTo(Status.EQUAL);
  }

  @Test
  void scriptsAreLoadedAgain() {
    write(row(1, 1, 1));
    redis().scriptFlush();

    assertThat(write(row(1, 1, 2)).status()).isEqualTo(Status.WRITTEN);
    redis().scriptFlush();
    assertThat(store.forget(List.of(KEY), List.of(row(1, 1, 2))).join())
        .containsExactly(ForgetResult.DELETED);
  }

  @Test
  void rowIsReadWithItsLayout() {
    assertThat(reader.get("shop", "user", "ann").join()).isEmpty();
    write(row(1, 10, 5, 77, "Ann"));
    assertThatThrownBy(() -> reader.get("shop", "user", "ann").join())
        .hasMessageContaining("REDIS_UNKNOWN_LAYOUT")
        .hasMessageContaining(LAYOUT.fingerprintHex());

    PublishedLayout published =
        new PublishedLayout(LAYOUT, Map.of("clicks", 5L), Map.of("clicks", "0"));
    store.publishLayout(published).join();

    assertThat(reader.get("shop", "user", "ann").join())
        .hasValueSatisfying(
            row -> {
              assertThat(row.layout()).isEqualTo(published);
              assertThat(row.generation()).isEqualTo(1);
              assertThat(row.featureTimestamp()).isEqualTo(10);
              assertThat(row.sequence()).isEqualTo(5);
              assertThat(row.availableAt()).isEqualTo(77);
              assertThat(row.values())
                  .containsExactly(Map.entry("clicks", 5L), Map.entry("name", "Ann"));
            });
    assertThat(redis().get(KEYS.currentLayout()))
        .isEqualTo(LAYOUT.fingerprintHex().getBytes(UTF_8));
  }

  @Test
  void agesAreThoseOfTheMomentOfReading() {
    write(row(1, 10, 2_000));
    PublishedAge age = new PublishedAge("age", "clicks", TimeUnit.SECONDS);
    PublishedAge none = new PublishedAge("none", "gone", TimeUnit.DAYS);
    store.publishLayout(new PublishedLayout(LAYOUT, Map.of(), Map.of(), List.of(age, none))).join();

    Map<Long, Long> expected = Map.of(2_999L, 0L, 3_000L, 1L, 1_999L, -1L);
    expected.forEach(
        (now, seconds) -> {
          InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(now));
          assertThat(new OnlineReader(store, clock).get("shop", "user", "ann").join())
              .hasValueSatisfying(
                  row -> {
                    assertThat(row.ages())
                        .containsEntry("age", seconds)
                        .containsEntry("none", null);
                    assertThat(row.values()).containsOnlyKeys("clicks", "name");
                  });
        });
  }

  private static RedisCommands<byte[], byte[]> redis() {
    return connection.sync();
  }

  private static WriteResult write(byte[] row) {
    return store.write(List.of(KEY), List.of(row), 0).join().get(0);
  }

  /** Numbers that are near the places where signs and 32-bit halves change. */
  private static long part(Random random) {
    long[] corners = {0, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0xff00L << 24};
    return corners[random.nextInt(corners.length)] + random.nextInt(2);
  }

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  private static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, 9, 33, b, 9, 33);
  }

  private static void assertForeign(Runnable call, byte[] key) {
    assertThatThrownBy(call::run)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            StoreRefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(Code.REDIS_FOREIGN_VALUE))
        .hasMessageContaining(text(key));
  }
}
