package io.freshet.serving;

import io.freshet.schemas.MalformedRowException;
import io.freshet.sinks.redis.client.KnownLayout;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.redis.client.RowName;
import io.freshet.sinks.redis.client.StoredRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads features from the online store: of many entities and views in one round trip.
 *
 * <pre>{@code
 * try (FeatureClient client = FeatureClient.at("redis://localhost:6379")) {
 *   FeatureVectors user =
 *       client
 *           .read(FeatureQuery.of("shop", "user_engagement", Map.of("user_id", "u1"), "revenue_30d"))
 *           .join();
 *   Object revenue = user.value(0, 0);
 * }
 * }</pre>
 *
 * <p>Layouts are looked up with the first read of a view and each minute after, beside the reads.
 * Futures fail with {@link FeatureRequestException} if the query is at fault, else as those of
 * {@link OnlineStore} do. Thread-safe; one client, with its one connection, serves many threads.
 */
public final class FeatureClient implements AutoCloseable {
  private static final int MOST_QUERIES = 1000;

  private final OnlineStore store;
  private final OnlineReader reader;
  private final InstantSource clock;
  private final ConcurrentMap<Wanted, CompiledQuery> compiled = new ConcurrentHashMap<>();

  private FeatureClient(OnlineStore store, InstantSource clock) {
    this.store = store;
    this.reader = new OnlineReader(store, clock);
    this.clock = clock;
  }

  private record Wanted(String pipeline, List<ViewFeatures> views) {}

  /**
   * A client that connects with its first read.
   *
   * @param uri where Redis is: {@code redis://[[user]:password@]host[:port][/database]}, or {@code
   *     rediss://} with TLS
   */
  public static FeatureClient at(String uri) {
    return at(uri, InstantSource.system());
  }

  /**
   * A client with a clock of its own.
   *
   * @param clock tells the time at which ages are computed, and from which the age of rows counts
   */
  public static FeatureClient at(String uri, InstantSource clock) {
    return new FeatureClient(OnlineStore.at(uri), clock);
  }

  /** Reads what a query asks for. */
  public CompletableFuture<FeatureVectors> read(FeatureQuery query) {
    if (query.views().isEmpty() || query.entities().isEmpty()) {
      return failed("A query needs at least one view and one entity");
    }
    List<CompletableFuture<Optional<KnownLayout>>> layouts = new ArrayList<>();
    try {
      for (ViewFeatures view : query.views()) {
        layouts.add(reader.current(RedisKeys.of(query.pipeline(), view.view())));
      }
    } catch (IllegalArgumentException e) {
      return failed(String.valueOf(e.getMessage()));
    }
    return all(layouts).thenCompose(known -> read(query, known));
  }

  /** Whether the store answers and lets us in. */
  public CompletableFuture<Void> ping() {
    return store.ping();
  }

  /** How rows of a view are written now; empty if the view has never been published. */
  public CompletableFuture<Optional<KnownLayout>> layout(String pipeline, String view) {
    return reader.current(RedisKeys.of(pipeline, view));
  }

  /** Ends the connection. Reads under way fail. */
  @Override
  public void close() {
    store.close();
  }

  private CompletableFuture<FeatureVectors> read(
      FeatureQuery query, List<Optional<KnownLayout>> layouts) {
    CompiledQuery wanted;
    List<RowName> names;
    try {
      wanted = compile(query, layouts);
      names = wanted.names(query.entities());
    } catch (FeatureRequestException e) {
      return CompletableFuture.failedFuture(e);
    }
    return reader.getAll(names).thenApply(rows -> vectors(query, wanted, names, rows));
  }

  private CompiledQuery compile(FeatureQuery query, List<Optional<KnownLayout>> layouts) {
    Wanted wanted = new Wanted(query.pipeline(), query.views());
    CompiledQuery known = compiled.get(wanted);
    if (known != null && known.isOf(layouts)) {
      return known;
    }
    CompiledQuery fresh = CompiledQuery.of(query, layouts);
    if (compiled.size() >= MOST_QUERIES) {
      compiled.clear();
    }
    compiled.put(wanted, fresh);
    return fresh;
  }

  private FeatureVectors vectors(
      FeatureQuery query,
      CompiledQuery wanted,
      List<RowName> names,
      List<@Nullable StoredRow> rows) {
    long now = clock.millis();
    Duration maxAge = query.maxAge();
    long oldest = maxAge == null ? Long.MIN_VALUE : now - maxAge.toMillis();
    List<VectorPart> parts = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      StoredRow row = rows.get(i);
      WantedView view = wanted.views().get(i % wanted.views().size());
      try {
        parts.add(
            row == null
                ? view.missing()
                : view.reading(row.layout()).read(row.packed(), now, oldest));
      } catch (MalformedRowException e) {
        throw reader.foreign(names.get(i));
      }
    }
    return new FeatureVectors(wanted.columns(), parts, query.entities().size());
  }

  private static CompletableFuture<FeatureVectors> failed(String message) {
    return CompletableFuture.failedFuture(new FeatureRequestException(message));
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
