package io.freshet.sinks.redis.client;

import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
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
    RowName name = new RowName(RedisKeys.of(pipeline, view), entityKey);
    return getAll(List.of(name))
        .thenApply(
            rows -> {
              StoredRow stored = rows.get(0);
              return stored == null ? Optional.empty() : Optional.of(row(name, stored));
            });
  }

  /**
   * The newest rows, of any views, in one round trip where their layouts are known.
   *
   * @return a row for each name, null where there is none
   */
  public CompletableFuture<List<@Nullable StoredRow>> getAll(List<RowName> names) {
    List<byte[]> keys = new ArrayList<>(names.size());
    for (RowName name : names) {
      keys.add(name.view().row(name.entityKey()));
    }
    return store.getAll(keys).thenCompose(packed -> withLayouts(names, packed));
  }

  /** How rows of a view are written now; empty if the view has never been published. */
  public CompletableFuture<Optional<PublishedLayout>> layout(String pipeline, String view) {
    return current(RedisKeys.of(pipeline, view))
        .thenApply(known -> known.map(KnownLayout::published));
  }

  /** The same with what reads such rows. */
  public CompletableFuture<Optional<KnownLayout>> current(RedisKeys view) {
    return layouts.current(view);
  }

  private CompletableFuture<List<@Nullable StoredRow>> withLayouts(
      List<RowName> names, List<byte @Nullable []> packed) {
    List<CompletableFuture<@Nullable StoredRow>> rows = new ArrayList<>(names.size());
    boolean isComplete = true;
    for (int i = 0; i < names.size(); i++) {
      byte[] row = packed.get(i);
      CompletableFuture<@Nullable StoredRow> found =
          row == null ? CompletableFuture.completedFuture(null) : withLayout(names.get(i), row);
      isComplete &= found.isDone();
      rows.add(found);
    }
    return isComplete
        ? CompletableFuture.completedFuture(joined(rows))
        : CompletableFuture.allOf(rows.toArray(new CompletableFuture<?>[0]))
            .thenApply(done -> joined(rows));
  }

  private static List<@Nullable StoredRow> joined(
      List<CompletableFuture<@Nullable StoredRow>> rows) {
    List<@Nullable StoredRow> joined = new ArrayList<>(rows.size());
    for (CompletableFuture<@Nullable StoredRow> row : rows) {
      joined.add(row.join());
    }
    return joined;
  }

  private CompletableFuture<@Nullable StoredRow> withLayout(RowName name, byte[] row) {
    try {
      PackedRow.check(row);
    } catch (MalformedRowException e) {
      return CompletableFuture.failedFuture(foreign(name));
    }
    return layouts
        .get(name.view(), PackedRow.fingerprint(row))
        .thenApply(layout -> new StoredRow(layout, row));
  }

  /** What to tell of a row that cannot be unpacked. */
  public StoreRefusedException foreign(RowName name) {
    byte[] key = name.view().row(name.entityKey());
    return StoreRefusedException.foreignValue(
        store.address(), new String(key, StandardCharsets.UTF_8));
  }

  private OnlineRow row(RowName name, StoredRow stored) {
    byte[] packed = stored.packed();
    @Nullable Object[] values;
    try {
      values = stored.layout().codec().decode(packed);
    } catch (MalformedRowException e) {
      throw foreign(name);
    }
    List<String> names = stored.layout().codec().names();
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(names.get(i), values[i]);
    }
    PublishedLayout published = stored.layout().published();
    return new OnlineRow(
        published,
        PackedRow.generation(packed),
        PackedRow.featureTimestamp(packed),
        PackedRow.sequence(packed),
        PackedRow.availableAt(packed),
        byName,
        ages(published, byName));
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
