package io.freshet.local.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A Kafka broker of one node as a child process, with its data in a directory of its own.
 *
 * <p>Topics must be created, they do not appear by themselves; records are kept until the topic or
 * the directory is deleted. Address and data survive {@link #kill()}, {@link #stop()} and {@link
 * #restart()}. Thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(30);

  /**
   * What may be chosen about a broker.
   *
   * @param heap the maximal heap in MiB
   * @param settings broker settings, stronger than the built-in ones
   */
  public record Options(int heap, Map<String, String> settings) {
    /** 384 MiB, and no further settings. */
    public static final Options DEFAULT = new Options(384, Map.of());

    public Options {
      settings = Map.copyOf(settings);
    }
  }

  private final ServerProcess server;

  private KafkaBroker(ServerProcess server) {
    this.server = server;
  }

  /** Starts a broker with its data in {@code directory}, which is made if it is missing. */
  public static KafkaBroker start(Path directory) {
    return start(directory, Options.DEFAULT);
  }

  /**
   * Starts a broker with its data in {@code directory}, which is made if it is missing.
   *
   * @throws StackException if the jars are missing or the broker does not start
   */
  public static KafkaBroker start(Path directory, Options options) {
    KafkaBroker broker = at(directory, options);
    broker.start();
    return broker;
  }

  /** A broker that does not run yet. */
  static KafkaBroker at(Path directory, Options options) {
    Path home = directory.toAbsolutePath();
    KafkaServer kafka = new KafkaServer(home, Installation.brokerLib(), options);
    return new KafkaBroker(new ServerProcess("broker", home, 2, START_PATIENCE, kafka));
  }

  /** Starts the broker where it was before. Does nothing if it runs. */
  public void start() {
    server.start();
  }

  /** Stops the broker in order. */
  public void stop() {
    server.stop();
  }

  /** Kills the broker as a crash would. */
  public void kill() {
    server.kill();
  }

  /** Stops the broker if it runs, and starts it on the same port with the same data. */
  public void restart() {
    server.restart();
  }

  /** The address for clients, {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return KafkaServer.address(server.ports().main());
  }

  /** The port for clients. */
  public int port() {
    return server.ports().main();
  }

  /** The process of the last start. */
  public ChildProcess process() {
    return server.process();
  }

  /** A new admin client; the caller closes it. */
  public Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
  }

  /** Creates a topic whose records get the time at which the broker took them. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /**
   * Creates a topic.
   *
   * @param configuration topic settings; {@code message.timestamp.type} is {@code LogAppendTime}
   *     unless it says otherwise
   * @throws StackException if the broker refuses, for instance because the topic exists
   */
  public void createTopic(String name, int partitions, Map<String, String> configuration) {
    Map<String, String> settings = new HashMap<>();
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.putAll(configuration);
    NewTopic topic =
        new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    try (Admin admin = admin()) {
      admin.createTopics(List.of(topic)).all().get(REQUEST_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException(
          StackException.Code.REFUSED,
          "The topic " + name + " could not be created.",
          String.valueOf(e.getCause() == null ? e : e.getCause()),
          "check the name, the settings, and that the topic does not exist",
          e);
    } catch (InterruptedException e) {
      throw StackException.interrupted("creating the topic " + name, e);
    }
  }

  /** Stops the broker for good. The data stay. */
  @Override
  public void close() {
    server.close();
  }
}
