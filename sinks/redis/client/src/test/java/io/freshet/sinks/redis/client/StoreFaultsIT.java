package io.freshet.sinks.redis.client;

import static io.freshet.sinks.redis.client.TestingRows.KEYS;
import static io.freshet.sinks.redis.client.TestingRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.local.processes.RedisServer;
import io.freshet.local.processes.RedisServer.Persistence;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFaultsIT {
  private static final String SECRET = "s3cret-word";

  @TempDir Path directory;

  @Test
  void wrongPasswordIsAFaultAtTheStartAndPassesLater() {
    try (RedisServer server = start("--maxclients", "50");
        OnlineStore early = OnlineStore.at(server.uri())) {
      write(early, 1);
      RedisClient admin = RedisClient.create(server.uri());
      admin.connect().sync().configSet("requirepass", SECRET + "!");
      admin.shutdown();
      String wrong = server.uri().replace("redis://", "redis://:" + SECRET + "@");

      try (OnlineStore late = OnlineStore.at(wrong)) {
        assertThatThrownBy(() -> late.ping().join())
            .hasCauseInstanceOf(StoreRefusedException.class)
            .hasMessageContaining("REDIS_ACCESS")
            .satisfies(StoreFaultsIT::hidesSecrets);
      }
      try (OnlineStore none = OnlineStore.at(server.uri())) {
        assertThatThrownBy(() -> none.ping().join())
            .hasCauseInstanceOf(StoreRefusedException.class);
      }
      try (OnlineStore right = OnlineStore.at(wrong.replace(SECRET, SECRET + "!"))) {
        assertThat(right.write(List.of(KEYS.row("a")), List.of(row(1, 1, 2)), 0).join()).hasSize(1);
      }
    }
  }

  @Test
  void unreadableUriDoesNotShowThePassword() {
    assertThatThrownBy(() -> OnlineStore.at("redis://:" + SECRET + "@host name:x"))
        .isInstanceOf(StoreRefusedException.class)
        .satisfies(StoreFaultsIT::hidesSecrets);
    assertThatThrownBy(() -> OnlineStore.at("http://:" + SECRET + "@host"))
        .isInstanceOf(StoreRefusedException.class)
        .satisfies(StoreFaultsIT::hidesSecrets);
  }

  @Test
  void outageIsUnavailableAndEnds() {
    try (RedisServer server = start();
        OnlineStore store = OnlineStore.at(server.uri())) {
      write(store, 1);
      server.kill();
      assertThatThrownBy(() -> write(store, 2)).hasCauseInstanceOf(StoreUnavailableException.class);
      assertThatThrownBy(() -> write(store, 2)).hasCauseInstanceOf(StoreUnavailableException.class);

      server.start();
      assertThat(write(store, 2)).isEqualTo(WriteResult.Status.WRITTEN);
    }
  }

  @Test
  void fullMemoryAndReplicasAreUnavailable() {
    try (RedisServer server = start();
        OnlineStore store = OnlineStore.at(server.uri())) {
      write(store, 1);
      RedisClient admin = RedisClient.create(server.uri());
      var redis = admin.connect().sync();

      redis.configSet("maxmemory", "1");
      assertThatThrownBy(() -> write(store, 2))
          .hasCauseInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("OOM");
      redis.configSet("maxmemory", "0");
      redis.replicaof("127.0.0.1", 1);
      assertThatThrownBy(() -> write(store, 2))
          .hasCauseInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("READONLY");
      redis.replicaofNoOne();
      assertThat(write(store, 2)).isEqualTo(WriteResult.Status.WRITTEN);
      admin.shutdown();
    }
  }

  private RedisServer start(String... arguments) {
    return RedisServer.start(
        directory, new RedisServer.Options(Persistence.NONE, List.of(arguments)));
  }

  private static WriteResult.Status write(OnlineStore store, long sequence) {
    return store
        .write(List.of(KEYS.row("a")), List.of(row(1, 1, sequence)), 0)
        .join()
        .get(0)
        .status();
  }

  private static void hidesSecrets(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(SECRET);
      if (cause instanceof CompletionException) {
        assertThat(cause.getSuppressed()).isEmpty();
      }
    }
  }
}
