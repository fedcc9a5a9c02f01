package io.freshet.sinks.redis;

import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A store that answers when it is told. */
final class TestingCalls implements BatchCalls {
  private final List<Batch> batches = new ArrayList<>();
  private final List<CompletableFuture<Runnable>> answers = new ArrayList<>();

  @Override
  public CompletableFuture<Runnable> call(Batch batch) {
    batches.add(batch);
    CompletableFuture<Runnable> answer = new CompletableFuture<>();
    answers.add(answer);
    return answer;
  }

  /** The elements of each call so far. */
  List<String> calls() {
    return batches.stream()
        .map(
            batch ->
                IntStream.range(0, batch.size())
                    .mapToObj(i -> RowWriterTest.describe(batch.row(i)))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  void answer(int call) {
    Batch batch = batches.get(call);
    answers
        .get(call)
        .complete(
            () -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.result(i).complete(List.of(batch.row(i)));
              }
            });
  }

  /** Fails a call in a way that passes. */
  void fail(int call) {
    answers.get(call).completeExceptionally(unavailable());
  }

  /** Fails a call for good. */
  void refuse(int call) {
    answers.get(call).completeExceptionally(new IllegalStateException("no"));
  }

  /** Only the client makes these, so ask it where nobody listens. */
  private static StoreUnavailableException unavailable() {
    try (OnlineStore nowhere = OnlineStore.at("redis://127.0.0.1:1")) {
      return (StoreUnavailableException)
          nowhere.ping().handle((pong, failure) -> failure.getCause()).join();
    }
  }
}
