package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/** Command line, settings and storage of a Kafka broker that is its own controller. */
final class KafkaServer implements Server {

  private static final String HOST = "127.0.0.1";
  private static final Duration FORMAT_PATIENCE = Duration.ofSeconds(60);
  private static final String STORAGE_ID = "meta.properties";

  private final Path home;
  private final Path data;
  private final Path lib;
  private final KafkaBroker.Options options;

  KafkaServer(Path home, Path lib, KafkaBroker.Options options) {
    this.home = home;
    this.data = home.resolve("data");
    this.lib = lib;
    this.options = options;
  }

  static String address(int port) {
    return HOST + ":" + port;
  }

  @Override
  public List<String> prepare(Ports ports, Path temporary) throws IOException {
    Path file = home.resolve("server.properties");
    Properties properties = new Properties();
    properties.putAll(settings(ports));
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    String logging = LogSettings.write(home, "warn");
    if (!Files.exists(data.resolve(STORAGE_ID))) {
      format(file, logging, temporary);
    }
    String heap = "-Xmx" + options.heap() + "m";
    return JavaCommand.ofClass(
            List.of(heap, "-Djava.awt.headless=true", logging), classPath(), "kafka.Kafka")
        .line(temporary, file.toString());
  }

  private void format(Path file, String logging, Path temporary) {
    List<String> line =
        JavaCommand.ofClass(
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", logging),
                classPath(),
                "kafka.tools.StorageTool")
            .line(
                temporary,
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                file.toString(),
                "--ignore-formatted");
    try (ChildProcess tool = ChildProcess.start("format", line, home)) {
      if (!tool.awaitEnd(FORMAT_PATIENCE) || tool.exitCode().orElse(-1) != 0) {
        throw new StackException(
            StackException.Code.NOT_STARTED,
            "The storage of the Kafka broker could not be formatted in " + data + ".",
            LogTail.quote(tool.log(), tool.lastLines(25)),
            "delete the directory if its content is not needed, and check free space");
      }
    }
  }

  private String classPath() {
    return lib + "/*";
  }

  private Map<String, String> settings(Ports ports) {
    String client = address(ports.main());
    String controller = address(ports.inner());
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("listeners", "PLAINTEXT://" + client + ",CONTROLLER://" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://" + client);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put("log.dirs", data.toString());
    settings.put("auto.create.topics.enable", "false");
    // simulated events may be older than any retention; the directory bounds the life of the data
    settings.put("log.retention.ms", "-1");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "300");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "4");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.putAll(options.settings());
    return settings;
  }

  @Override
  public boolean isReady(Ports ports, ChildProcess process) throws Exception {
    return Probes.kafkaCluster(address(ports.main())).equals(clusterId());
  }

  private String clusterId() throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve(STORAGE_ID))) {
      properties.load(reader);
    }
    return properties.getProperty("cluster.id", "");
  }
}
