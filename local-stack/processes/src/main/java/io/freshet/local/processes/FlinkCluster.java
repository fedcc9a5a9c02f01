package io.freshet.local.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Flink session cluster: one JobManager and one TaskManager as child processes.
 *
 * <p>A killed TaskManager is noticed after 6 seconds at the latest. Flink is not known here, it
 * comes as a class path. Thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(90);

  /**
   * What a cluster is made of.
   *
   * @param classPath the jars of Flink and of all that jobs need and do not bring
   * @param configuration Flink options, stronger than the built-in ones. The options of addresses,
   *     ports and memory sizes belong to the cluster
   */
  public record Options(List<Path> classPath, Map<String, String> configuration, Memory memory) {
    public Options {
      classPath = List.copyOf(classPath);
      configuration = Map.copyOf(configuration);
    }

    /** A cluster with the default memory. */
    public Options(List<Path> classPath, Map<String, String> configuration) {
      this(classPath, configuration, Memory.DEFAULT);
    }
  }

  /**
   * Memory in MiB.
   *
   * @param jobManagerHeap heap of the JobManager
   * @param taskHeap heap for tasks in the TaskManager
   * @param managed memory for RocksDB
   * @param network buffers between tasks
   */
  public record Memory(int jobManagerHeap, int taskHeap, int managed, int network) {
    /** Enough for tests. */
    public static final Memory DEFAULT = new Memory(384, 384, 128, 64);
  }

  private final FlinkProcesses flink;
  private final ServerProcess jobManager;
  private final AtomicInteger taskManagers = new AtomicInteger();
  private volatile ServerProcess taskManager;

  private FlinkCluster(FlinkProcesses flink) {
    this.flink = flink;
    this.jobManager =
        new ServerProcess(
            "jobmanager",
            flink.home().resolve("jobmanager"),
            2,
            START_PATIENCE,
            new FlinkProcesses.JobManager(flink));
    this.taskManager = nextTaskManager();
  }

  /**
   * Starts a cluster and waits until its TaskManager has registered.
   *
   * @param directory for logs, settings and temporary files; made if it is missing
   */
  public static FlinkCluster start(Path directory, Options options) {
    FlinkCluster cluster =
        new FlinkCluster(new FlinkProcesses(directory.toAbsolutePath(), options));
    try {
      cluster.jobManager.start();
      cluster.startTaskManager();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Kills the TaskManager as a crash would. */
  public void killTaskManager() {
    taskManager.kill();
  }

  /** Starts a new TaskManager if none runs, and waits until it has registered. */
  public synchronized void startTaskManager() {
    if (taskManager.isAlive()) {
      return;
    }
    taskManager = nextTaskManager();
    taskManager.start();
  }

  /** A new name each time: the cluster lists the old one until its heartbeat is missed. */
  private ServerProcess nextTaskManager() {
    String name = "taskmanager-" + taskManagers.incrementAndGet();
    return new ServerProcess(
        name,
        flink.home().resolve("taskmanager"),
        0,
        START_PATIENCE,
        new FlinkProcesses.TaskManager(flink, name, jobManager));
  }

  /** The address of the REST API, {@code http://127.0.0.1:PORT}. */
  public String restUrl() {
    return FlinkProcesses.url(restPort());
  }

  /** The port of the REST API. */
  public int restPort() {
    return jobManager.ports().main();
  }

  /** The process of the JobManager. */
  public ChildProcess jobManager() {
    return jobManager.process();
  }

  /** The process of the TaskManager that was started last. */
  public ChildProcess taskManager() {
    return taskManager.process();
  }

  /** Ends the cluster and the jobs on it. */
  @Override
  public void close() {
    taskManager.close();
    jobManager.close();
  }
}
