package io.freshet.local.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines and settings of a Flink cluster, as its own start scripts would make them. */
record FlinkProcesses(Path home, FlinkCluster.Options options) {

  private static final int FRAMEWORK_HEAP = 128;
  private static final int FRAMEWORK_OFF_HEAP = 128;
  private static final int METASPACE = 256;
  private static final String IDENTITY = "freshet.local.cluster";

  static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static String identity(Ports ports) {
    return ProcessHandle.current().pid() + "-" + ports.main();
  }

  private Path conf() {
    return home.resolve("conf");
  }

  private void writeConfiguration(Ports ports) throws IOException {
    Files.createDirectories(conf());
    Map<String, String> settings = new TreeMap<>();
    settings.put("heartbeat.interval", "1000");
    settings.put("heartbeat.timeout", "6000");
    settings.put("taskmanager.numberOfTaskSlots", "2");
    settings.put("taskmanager.cpu.cores", "1");
    settings.putAll(options.configuration());
    settings.put(IDENTITY, identity(ports));
    for (String address :
        List.of(
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "rest.address",
            "rest.bind-address",
            "taskmanager.host",
            "taskmanager.bind-host")) {
      settings.put(address, "127.0.0.1");
    }
    settings.put("rest.port", String.valueOf(ports.main()));
    settings.put("rest.bind-port", String.valueOf(ports.main()));
    settings.put("jobmanager.rpc.port", String.valueOf(ports.inner()));
    settings.put("jobmanager.bind-port", String.valueOf(ports.inner()));
    settings.putAll(taskManagerMemory());
    Files.write(
        conf().resolve("config.yaml"),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + ": " + quoted(setting.getValue()))
            .toList());
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** All parts are fixed, as a TaskManager demands that is not sized by Flink's scripts. */
  private Map<String, String> taskManagerMemory() {
    FlinkCluster.Memory memory = options.memory();
    String network = memory.network() + "m";
    return Map.of(
        "taskmanager.memory.framework.heap.size",
        FRAMEWORK_HEAP + "m",
        "taskmanager.memory.framework.off-heap.size",
        FRAMEWORK_OFF_HEAP + "m",
        "taskmanager.memory.task.heap.size",
        memory.taskHeap() + "m",
        "taskmanager.memory.task.off-heap.size",
        "0m",
        "taskmanager.memory.network.min",
        network,
        "taskmanager.memory.network.max",
        network,
        "taskmanager.memory.managed.size",
        memory.managed() + "m",
        "taskmanager.memory.jvm-metaspace.size",
        METASPACE + "m",
        "taskmanager.memory.jvm-overhead.min",
        "192m",
        "taskmanager.memory.jvm-overhead.max",
        "192m");
  }

  private JavaCommand java(String mainClass, int heap, int direct) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + heap + "m");
    arguments.add("-XX:MaxDirectMemorySize=" + direct + "m");
    arguments.add("-XX:MaxMetaspaceSize=" + METASPACE + "m");
    arguments.add(LogSettings.write(conf(), "info"));
    Stream.of(
            "java.lang",
            "java.lang.reflect",
            "java.net",
            "java.io",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "sun.nio.ch")
        .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
        .forEach(arguments::add);
    String classPath =
        options.classPath().stream()
            .map(jar -> jar.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return JavaCommand.ofClass(arguments, classPath, mainClass);
  }

  /** The JobManager: ready when its REST API answers with our mark. */
  record JobManager(FlinkProcesses flink) implements Server {

    @Override
    public List<String> prepare(Ports ports, Path temporary) throws IOException {
      flink.writeConfiguration(ports);
      return flink
          .java(
              "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
              flink.options.memory().jobManagerHeap(),
              256)
          .line(temporary, "--configDir", flink.conf().toString());
    }

    @Override
    public boolean isReady(Ports ports, ChildProcess process)
        throws IOException, InterruptedException {
      return Probes.get(url(ports.main()) + "/jobmanager/config").contains(identity(ports));
    }
  }

  /** A TaskManager, which takes ports as it likes: ready when the JobManager has its slots. */
  record TaskManager(FlinkProcesses flink, String name, ServerProcess jobManager)
      implements Server {

    @Override
    public List<String> prepare(Ports ports, Path temporary) throws IOException {
      FlinkCluster.Memory memory = flink.options.memory();
      return flink
          .java(
              "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
              FRAMEWORK_HEAP + memory.taskHeap(),
              FRAMEWORK_OFF_HEAP + memory.network())
          .line(
              temporary,
              "--configDir",
              flink.conf().toString(),
              "-D",
              "taskmanager.resource-id=" + name);
    }

    @Override
    public boolean isReady(Ports ports, ChildProcess process)
        throws IOException, InterruptedException {
      String self = Probes.get(url(jobManager.ports().main()) + "/taskmanagers/" + name);
      return !self.contains("\"slotsNumber\":0,");
    }
  }
}
