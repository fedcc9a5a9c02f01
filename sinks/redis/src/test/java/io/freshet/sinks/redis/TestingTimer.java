package io.freshet.sinks.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that runs tasks when it is told, however late they are due. */
final class TestingTimer extends ScheduledThreadPoolExecutor {
  private final List<Runnable> tasks = new ArrayList<>();

  TestingTimer() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    tasks.add(task);
    Callable<Void> nothing = () -> null;
    return super.schedule(nothing, 0, unit);
  }

  /** Runs what has been scheduled so far. */
  void run() {
    List<Runnable> due = List.copyOf(tasks);
    tasks.clear();
    due.forEach(Runnable::run);
  }
}
