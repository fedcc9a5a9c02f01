package io.freshet.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Sends records on a thread of its own. */
final class Feed<T> implements AutoCloseable {
  private final AtomicLong sent = new AtomicLong();
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  /** What sends. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Sends all records, or those until the thread is interrupted.
     *
     * @param sent to be told the number of records now and then
     */
    T send(LongConsumer sent) throws IOException;
  }

  private Feed(Work<T> work) {
    thread =
        new Thread(
            () -> {
              try {
                result.complete(work.send(sent::set));
              } catch (IOException e) {
                result.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "feed");
    thread.setDaemon(true);
  }

  static <T> Feed<T> start(Work<T> work) {
    Feed<T> feed = new Feed<>(work);
    feed.thread.start();
    return feed;
  }

  long sent() {
    return sent.get();
  }

  boolean isDone() {
    return result.isDone();
  }

  /** What was sent; waits for the end. */
  T result() {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
