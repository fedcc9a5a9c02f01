package io.freshet.sinks.redis.client;

import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.sinks.redis.client.StoreRefusedException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Published layouts by view and fingerprint, fetched when a row asks for one. Names and types under
 * a fingerprint never change, but what is known of the values does: an old entry is used once more
 * while it is fetched again. Thread-safe.
 */
final class Layouts {
  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private final OnlineStore store;
  private final ConcurrentMap<Name, Known> known = new ConcurrentHashMap<>();

  Layouts(OnlineStore store) {
    this.store = store;
  }

  /** A layout and what was made of it. */
  record Known(PublishedLayout published, RowCodec codec, long fetchedAt) {
    boolean isFresh() {
      return System.nanoTime() - fetchedAt < FRESH_NANOS;
    }
  }

  private record Name(String rowPrefix, long fingerprint) {}

  CompletableFuture<Known> get(RedisKeys keys, long fingerprint) {
    Name name = new Name(keys.rowPrefix(), fingerprint);
    Known found = known.get(name);
    if (found == null) {
      return fetch(keys, name);
    }
    if (!found.isFresh()) {
      Known used = new Known(found.published(), found.codec(), System.nanoTime());
      if (known.replace(name, found, used)) {
        CompletableFuture<Known> fetched = fetch(keys, name);
        // what we have stays good if Redis cannot answer
        fetched.exceptionally(failure -> used);
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  private CompletableFuture<Known> fetch(RedisKeys keys, Name name) {
    byte[] key = keys.layout(name.fingerprint());
    return store
        .get(key)
        .thenApply(
            json -> {
              if (json == null) {
                throw unknown(keys, name.fingerprint());
              }
              Known fetched = parse(keys, name, json);
              known.put(name, fetched);
              return fetched;
            });
  }

  private Known parse(RedisKeys keys, Name name, byte[] json) {
    PublishedLayout published;
    try {
      published = PublishedLayout.fromJson(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw foreign(keys, name.fingerprint());
    }
    if (published.layout().fingerprint() != name.fingerprint()) {
      throw foreign(keys, name.fingerprint());
    }
    return new Known(published, new RowCodec(published.layout()), System.nanoTime());
  }

  private StoreRefusedException foreign(RedisKeys keys, long fingerprint) {
    return StoreRefusedException.foreignValue(
        store.address(), new String(keys.layout(fingerprint), StandardCharsets.UTF_8));
  }

  private StoreRefusedException unknown(RedisKeys keys, long fingerprint) {
    return new StoreRefusedException(
        Code.REDIS_UNKNOWN_LAYOUT,
        "A row has a layout that is not there: '"
            + new String(keys.layout(fingerprint), StandardCharsets.UTF_8)
            + "' in Redis at "
            + store.address()
            + ". The pipeline publishes its layout when it starts: start it once, or"
            + " check that the pipeline and this reader use the same Redis database.",
        null);
  }
}
