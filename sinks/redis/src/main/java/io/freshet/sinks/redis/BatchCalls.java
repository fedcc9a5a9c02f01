package io.freshet.sinks.redis;

import java.util.concurrent.CompletableFuture;

/** How a batch is written. */
interface BatchCalls {

  /**
   * Writes a batch once.
   *
   * @return what completes the elements of the batch; fails with {@link
   *     io.freshet.sinks.redis.client.StoreUnavailableException} if the batch should be written
   *     again
   */
  CompletableFuture<Runnable> call(Batch batch);
}
