package io.freshet.sinks.redis.client;

import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedLayout;
import io.freshet.sinks.redis.client.Faults.Access;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Newest-wins writes to Redis, decided inside Redis.
 *
 * <p>All calls are asynchronous and share one connection, in the order in which they are made. It
 * is opened by the first call, and again by the first call after it was lost. Futures fail with
 * {@link StoreUnavailableException} if the call may be repeated, else with {@link
 * StoreRefusedException}; every call may be repeated without harm. Futures complete on the
 * connection's threads: do not block there. Thread-safe.
 */
public final class OnlineStore implements AutoCloseable {
  private static final int WRITE_ANSWER_LENGTH = 1 + Long.BYTES;
  private static final byte FOREIGN = 0;
  private static final byte[] NO_TTL = {'0'};

  /** What the scripts' answers from 1 on mean. */
  private static final List<WriteResult.Status> STATUSES =
      List.of(WriteResult.Status.WRITTEN, WriteResult.Status.EQUAL, WriteResult.Status.SUPERSEDED);

  private static final List<ForgetResult> FORGOTTEN =
      List.of(ForgetResult.DELETED, ForgetResult.ABSENT, ForgetResult.NEWER);

  private final Link link;
  private final Map<String, PublishedLayout> published = new ConcurrentHashMap<>();
  private volatile Access access = Access.UNPROVEN;

  private OnlineStore(Link link) {
    this.link = link;
  }

  /**
   * The store at {@code uri}: {@code redis://[[user]:password@]host[:port][/database]}, {@code
   * rediss://} with TLS. Does not connect yet.
   *
   * @throws StoreRefusedException if the URI cannot be read
   */
  public static OnlineStore at(String uri) {
    return new OnlineStore(new Link(uri));
  }

  /** Where the store is, without credentials. */
  public String address() {
    return link.address();
  }

  /** Completes if the store answers and lets us in. */
  public CompletableFuture<Void> ping() {
    return call(commands -> commands.ping().thenApply(pong -> null));
  }

  /**
   * Stores each row unless a newer one is stored; all in one step, in the order of the lists.
   *
   * <p>A row whose {@code available_at} is 0 gets the time of Redis. Equal versions with other
   * values are written: a replay may have diverged. Where a key holds a foreign value the future
   * fails; the other rows are written all the same.
   *
   * @param keys row keys, see {@link RedisKeys}
   * @param rows packed rows, one per key; may not be changed until the future completes
   * @param ttlMillis how long the rows are kept, 0 for ever
   * @return one result per row
   */
  public CompletableFuture<List<WriteResult>> write(
      List<byte[]> keys, List<byte[]> rows, long ttlMillis) {
    List<byte[]> arguments = headed(keys, rows);
    arguments.add(ttlMillis == 0 ? NO_TTL : utf8(Long.toString(ttlMillis)));
    return run(Script.WRITE, keys, arguments)
        .thenApply(answer -> writeResults(keys, ByteBuffer.wrap(answer)));
  }

  /**
   * Deletes each row unless it is newer than the version given.
   *
   * @param keys row keys, see {@link RedisKeys}
   * @param headers packed rows, or their first {@value PackedRow#HEADER_LENGTH} bytes
   * @return one result per key
   */
  public CompletableFuture<List<ForgetResult>> forget(List<byte[]> keys, List<byte[]> headers) {
    return run(Script.FORGET, keys, headed(keys, headers))
        .thenApply(answer -> forgetResults(keys, answer));
  }

  /**
   * Publishes how rows of a view are to be read, and that this layout is the current one. It is
   * published again should the server come back empty.
   */
  public CompletableFuture<Void> publishLayout(PublishedLayout layout) {
    published.put(text(keys(layout).currentLayout()), layout);
    return call(commands -> set(commands, layout));
  }

  /** The value under a key; null if there is none. */
  CompletableFuture<byte @Nullable []> get(byte[] key) {
    return named(key, commands -> commands.get(key));
  }

  /** The values under keys, null where there is none; one round trip. */
  CompletableFuture<List<byte @Nullable []>> getAll(List<byte[]> keys) {
    if (keys.size() == 1) {
      byte[] key = keys.get(0);
      return get(key).thenApply(Collections::singletonList);
    }
    return call(
        commands ->
            commands
                .mget(keys.toArray(new byte[0][]))
                .thenApply(
                    found -> {
                      List<byte @Nullable []> values = new ArrayList<>(found.size());
                      found.forEach(pair -> values.add(pair.getValueOrElse(null)));
                      return values;
                    }));
  }

  /** Ends the connection. Calls under way fail. */
  @Override
  public void close() {
    link.close();
  }

  private CompletableFuture<byte[]> run(Script script, List<byte[]> keys, List<byte[]> arguments) {
    byte[][] keyArray = keys.toArray(new byte[0][]);
    byte[][] argumentArray = arguments.toArray(new byte[0][]);
    return call(
        commands ->
            commands
                .<byte[]>evalsha(script.digest(), ScriptOutputType.VALUE, keyArray, argumentArray)
                .exceptionallyCompose(
                    failure ->
                        isNoScript(failure)
                            ? renewLayouts(commands)
                                .thenCompose(
                                    done ->
                                        commands.eval(
                                            script.body(),
                                            ScriptOutputType.VALUE,
                                            keyArray,
                                            argumentArray))
                            : CompletableFuture.failedFuture(failure)));
  }

  /**
   * A server that has lost its scripts may have lost everything: its rows must not be unreadable,
   * so the layouts go before them.
   */
  private CompletionStage<@Nullable Void> renewLayouts(
      RedisAsyncCommands<byte[], byte[]> commands) {
    CompletionStage<@Nullable Void> done = CompletableFuture.completedFuture(null);
    for (PublishedLayout layout : published.values()) {
      done = done.thenCompose(before -> set(commands, layout));
    }
    return done;
  }

  /** The layout first: what is said to be current can be read. */
  private static CompletionStage<@Nullable Void> set(
      RedisAsyncCommands<byte[], byte[]> commands, PublishedLayout layout) {
    RedisKeys keys = keys(layout);
    byte[] key = keys.layout(layout.layout().fingerprint());
    return commands
        .set(key, utf8(layout.toJson()))
        .thenCompose(
            done -> commands.set(keys.currentLayout(), utf8(layout.layout().fingerprintHex())))
        .thenApply(done -> null);
  }

  private static RedisKeys keys(PublishedLayout layout) {
    return RedisKeys.of(layout.layout().pipeline(), layout.layout().view());
  }

  private static boolean isNoScript(Throwable failure) {
    return failure instanceof RedisNoScriptException
        || failure.getCause() instanceof RedisNoScriptException;
  }

  /** A call whose failure with WRONGTYPE means that {@code key} holds a foreign value. */
  private <T extends @Nullable Object> CompletableFuture<T> named(
      byte[] key, Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    return call(
        commands ->
            command
                .apply(commands)
                .exceptionallyCompose(
                    failure ->
                        CompletableFuture.failedFuture(
                            Faults.isWrongType(failure)
                                ? StoreRefusedException.foreignValue(address(), text(key))
                                : failure)));
  }

  private <T extends @Nullable Object> CompletableFuture<T> call(
      Function<RedisAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
    return link.connection()
        .thenCompose(
            connection ->
                command
                    .apply(connection.async())
                    .whenComplete((answer, failure) -> settle(connection, failure)))
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                throw Faults.classify(failure, address(), access);
              }
              return answer;
            });
  }

  /** After a timeout or on a demoted primary only a new connection helps. */
  private void settle(
      StatefulRedisConnection<byte[], byte[]> connection, @Nullable Throwable failure) {
    if (failure == null) {
      access = Access.PROVEN;
    } else if (Faults.endsConnection(failure)) {
      link.drop(connection);
    }
  }

  private List<WriteResult> writeResults(List<byte[]> keys, ByteBuffer answer) {
    checkLength(answer.remaining(), keys.size() * WRITE_ANSWER_LENGTH);
    List<WriteResult> results = new ArrayList<>(keys.size());
    for (byte[] key : keys) {
      byte status = answer.get();
      long availableAt = answer.getLong();
      if (status == FOREIGN) {
        throw StoreRefusedException.foreignValue(address(), text(key));
      }
      results.add(new WriteResult(STATUSES.get(status - 1), availableAt));
    }
    return results;
  }

  private List<ForgetResult> forgetResults(List<byte[]> keys, byte[] answer) {
    checkLength(answer.length, keys.size());
    List<ForgetResult> results = new ArrayList<>(answer.length);
    for (int i = 0; i < answer.length; i++) {
      if (answer[i] == FOREIGN) {
        throw StoreRefusedException.foreignValue(address(), text(keys.get(i)));
      }
      results.add(FORGOTTEN.get(answer[i] - 1));
    }
    return results;
  }

  /** The rows as the beginning of a script's arguments. */
  private static List<byte[]> headed(List<byte[]> keys, List<byte[]> rows) {
    if (keys.size() != rows.size()) {
      throw new IllegalArgumentException(keys.size() + " keys, but " + rows.size() + " rows");
    }
    rows.forEach(PackedRow::check);
    List<byte[]> arguments = new ArrayList<>(rows.size() + 1);
    arguments.addAll(rows);
    return arguments;
  }

  private static void checkLength(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalStateException(
          "A script answered " + actual + " bytes instead of " + expected);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }
}
