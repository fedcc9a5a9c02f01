package io.freshet.sinks.redis.client;

import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest rows of entities, and computes their ages. Layouts are kept, so that a read is
 * one round trip. Futures fail as those of {@link OnlineStore} do. Thread-safe.
 */
public final class OnlineReader {
  private final OnlineStore store;
  private final InstantSource clock;
  private final Layouts layouts;

  /** A reader of {@code store}, which stays open when the reader is done. */
  public OnlineReader(OnlineStore store) {
    this(store, InstantSource.system());
  }

  /**
   * A reader with a clock of its own.
   *
   * @param clock tells the time at which ages are computed
   */
  public OnlineReader(OnlineStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.layouts = new Layouts(store);
  }

  /**
   * The newest row of an entity; empty if there is none.
   *
   * @param entityKey the entity's key, see {@link io.freshet.schemas.EntityKey}
   */
  public CompletableFuture<Optional<OnlineRow>> get(
      String pipeline, String view, String entityKey) {
    RedisKeys keys = RedisKeys.of(pipeline, view);
    byte[] key = keys.row(entityKey);
    return store
        .get(key)
        .thenCompose(
            packed ->
                packed == null
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : decode(keys, key, packed).thenApply(Optional::of));
  }

  /** How rows of a view are written now; empty if the view has never been published. */
  public CompletableFuture<Optional<PublishedLayout>> layout(String pipeline, String view) {
    RedisKeys keys = RedisKeys.of(pipeline, view);
    return store
        .get(keys.currentLayout())
        .thenCompose(
            current ->
                current == null
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : layouts
                        .get(keys, fingerprint(keys, current))
                        .thenApply(known -> Optional.of(known.published())));
  }

  private long fingerprint(RedisKeys keys, byte[] current) {
    try {
      return Long.parseUnsignedLong(new String(current, StandardCharsets.UTF_8), 16);
    } catch (NumberFormatException e) {
      throw foreign(keys.currentLayout());
    }
  }

  private CompletableFuture<OnlineRow> decode(RedisKeys keys, byte[] key, byte[] packed) {
    try {
      PackedRow.check(packed);
    } catch (MalformedRowException e) {
      return CompletableFuture.failedFuture(foreign(key));
    }
    return layouts
        .get(keys, PackedRow.fingerprint(packed))
        .thenApply(
            known -> {
              try {
                return row(known, packed);
              } catch (MalformedRowException e) {
                throw foreign(key);
              }
            });
  }

  private StoreRefusedException foreign(byte[] key) {
    return StoreRefusedException.foreignValue(
        store.address(), new String(key, StandardCharsets.UTF_8));
  }

  private OnlineRow row(Layouts.Known known, byte[] packed) {
    @Nullable Object[] values = known.codec().decode(packed);
    List<String> names = known.codec().names();
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(names.get(i), values[i]);
    }
    return new OnlineRow(
        known.published(),
        PackedRow.generation(packed),
        PackedRow.featureTimestamp(packed),
        PackedRow.sequence(packed),
        PackedRow.availableAt(packed),
        byName,
        ages(known.published(), byName));
  }

  private Map<String, @Nullable Long> ages(
      PublishedLayout published, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Long> ages = new LinkedHashMap<>();
    long now = clock.millis();
    for (PublishedAge age : published.ages()) {
      Long timestamp = values.get(age.feature()) instanceof Long time ? time : null;
      ages.put(age.name(), age.at(now, timestamp));
    }
    return ages;
  }
}
