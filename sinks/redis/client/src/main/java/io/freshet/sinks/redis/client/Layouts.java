package io.freshet.sinks.redis.client;

import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.sinks.redis.client.StoreRefusedException.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Published layouts by view and fingerprint, fetched when a row asks for one. Names and types under
 * a fingerprint never change, but what is known of the values does, and so does which layout is the
 * current one: an old entry is used once more while it is fetched again. Thread-safe.
 */
final class Layouts {
  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private final OnlineStore store;
  private final ConcurrentMap<Name, Kept<KnownLayout>> layouts = new ConcurrentHashMap<>();
  private final ConcurrentMap<RedisKeys, Kept<Long>> current = new ConcurrentHashMap<>();

  Layouts(OnlineStore store) {
    this.store = store;
  }

  private record Kept<T>(T value, long fetchedAt) {
    static <T> Kept<T> now(T value) {
      return new Kept<>(value, System.nanoTime());
    }

    boolean isFresh() {
      return System.nanoTime() - fetchedAt < FRESH_NANOS;
    }
  }

  private record Name(RedisKeys keys, long fingerprint) {}

  /** The layout with a fingerprint. */
  CompletableFuture<KnownLayout> get(RedisKeys keys, long fingerprint) {
    Name name = new Name(keys, fingerprint);
    Kept<KnownLayout> found = layouts.get(name);
    if (found == null) {
      return fetch(name);
    }
    if (!found.isFresh() && layouts.replace(name, found, Kept.now(found.value()))) {
      // what we have stays good if Redis cannot answer
      fetch(name).exceptionally(failure -> found.value());
    }
    return CompletableFuture.completedFuture(found.value());
  }

  /** The layout that was published last; empty if there was none. */
  CompletableFuture<Optional<KnownLayout>> current(RedisKeys keys) {
    Kept<Long> found = current.get(keys);
    if (found == null) {
      return fetchCurrent(keys)
          .thenCompose(
              fingerprint ->
                  fingerprint == null
                      ? CompletableFuture.completedFuture(Optional.empty())
                      : get(keys, fingerprint).thenApply(Optional::of));
    }
    if (!found.isFresh() && current.replace(keys, found, Kept.now(found.value()))) {
      fetchCurrent(keys).exceptionally(failure -> found.value());
    }
    return get(keys, found.value()).thenApply(Optional::of);
  }

  private CompletableFuture<@Nullable Long> fetchCurrent(RedisKeys keys) {
    return store
        .get(keys.currentLayout())
        .thenApply(
            text -> {
              if (text == null) {
                return null;
              }
              long fingerprint = fingerprint(keys, text);
              current.put(keys, Kept.now(fingerprint));
              return fingerprint;
            });
  }

  private long fingerprint(RedisKeys keys, byte[] text) {
    try {
      return Long.parseUnsignedLong(new String(text, StandardCharsets.UTF_8), 16);
    } catch (NumberFormatException e) {
      throw foreign(keys.currentLayout());
    }
  }

  private CompletableFuture<KnownLayout> fetch(Name name) {
    byte[] key = name.keys().layout(name.fingerprint());
    return store
        .get(key)
        .thenApply(
            json -> {
              if (json == null) {
                throw unknown(key);
              }
              return keep(name, parse(name, key, json));
            });
  }

  /** What has not changed stays the same object. */
  private KnownLayout keep(Name name, PublishedLayout published) {
    Kept<KnownLayout> before = layouts.get(name);
    KnownLayout known;
    if (before == null) {
      known = new KnownLayout(published, new RowCodec(published.layout()));
    } else if (before.value().published().equals(published)) {
      known = before.value();
    } else {
      known = new KnownLayout(published, before.value().codec());
    }
    layouts.put(name, Kept.now(known));
    return known;
  }

  private PublishedLayout parse(Name name, byte[] key, byte[] json) {
    PublishedLayout published;
    try {
      published = PublishedLayout.fromJson(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw foreign(key);
    }
    if (published.layout().fingerprint() != name.fingerprint()) {
      throw foreign(key);
    }
    return published;
  }

  private StoreRefusedException foreign(byte[] key) {
    return StoreRefusedException.foreignValue(
        store.address(), new String(key, StandardCharsets.UTF_8));
  }

  private StoreRefusedException unknown(byte[] key) {
    return new StoreRefusedException(
        Code.REDIS_UNKNOWN_LAYOUT,
        "A row has a layout that is not there: '"
            + new String(key, StandardCharsets.UTF_8)
            + "' in Redis at "
            + store.address()
            + ". The pipeline publishes its layout when it starts: start it once, or"
            + " check that the pipeline and this reader use the same Redis database.",
        null);
  }
}
