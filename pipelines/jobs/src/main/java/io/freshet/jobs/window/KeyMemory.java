package io.freshet.jobs.window;

import java.io.Serializable;

/**
 * How much heap a task may use for the keys that it holds in memory.
 *
 * @param bytes for each task; 0: a fifth of the heap, shared by the tasks of all views
 * @param views how many views the pipeline has
 */
public record KeyMemory(long bytes, int views) implements Serializable {
  private static final int SHARE_OF_HEAP = 5;

  /**
   * For one task.
   *
   * @param slots how many tasks of each view may run in this process
   * @param heap size of the heap, bytes
   */
  long ofTask(int slots, long heap) {
    return bytes > 0 ? bytes : heap / SHARE_OF_HEAP / Math.max(1, views) / Math.max(1, slots);
  }
}
