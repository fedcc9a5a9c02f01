package io.freshet.local.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts servers at the same time; if one fails, the others are given up. */
final class ParallelStart {

  private record Step(String name, Runnable start, Supplier<String> address, Runnable close) {}

  private final List<Step> steps = new ArrayList<>();
  private final Consumer<String> progress;

  ParallelStart(Consumer<String> progress) {
    this.progress = progress;
  }

  void add(String name, Runnable start, Supplier<String> address, Runnable close) {
    steps.add(new Step(name, start, address, close));
  }

  /** Returns when all have started, or throws the first failure when all have ended. */
  void run() {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, steps.size()));
    try {
      ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
      steps.forEach(step -> running.submit(() -> start(step), null));
      for (int done = 0; done < steps.size(); done++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      steps.forEach(step -> step.close().run());
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      steps.forEach(step -> step.close().run());
      throw StackException.interrupted("starting the stack", e);
    } finally {
      threads.shutdown();
    }
  }

  private void start(Step step) {
    progress.accept(step.name() + " starts");
    long begin = System.nanoTime();
    step.start().run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    progress.accept(
        "%s is ready at %s (%.1f s)".formatted(step.name(), step.address().get(), seconds));
  }
}
