package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Broker, schema registry and Redis together, each in a directory of its own below one directory.
 *
 * <p>They end with {@link #close()}, in order when this JVM shuts down, and by force when it is
 * killed. Without a directory of its own choice a stack uses a temporary one, which goes with it.
 * Thread-safe.
 */
public final class LocalStack implements AutoCloseable {

  private final StackOptions options;
  private final Path directory;
  private final Optional<KafkaBroker> broker;
  private final Optional<SchemaRegistry> registry;
  private final Optional<RedisServer> redis;
  private final Thread hook = new Thread(this::end, "local-stack-shutdown");
  private boolean ended;

  private LocalStack(StackOptions options, Path directory) {
    this.options = options;
    this.directory = directory;
    this.broker =
        options.has(StackService.BROKER)
            ? Optional.of(KafkaBroker.at(home(StackService.BROKER), options.brokerOptions()))
            : Optional.empty();
    this.registry =
        options.has(StackService.REGISTRY)
            ? Optional.of(SchemaRegistry.at(home(StackService.REGISTRY)))
            : Optional.empty();
    this.redis =
        options.has(StackService.REDIS)
            ? Optional.of(RedisServer.at(home(StackService.REDIS), options.redisOptions()))
            : Optional.empty();
  }

  /** Starts all servers with what {@link StackOptions#DEFAULT} says. */
  public static LocalStack start() {
    return start(StackOptions.DEFAULT);
  }

  /**
   * Starts the servers at the same time and waits until all answer.
   *
   * @throws StackException if one of them does not; the others are stopped then
   */
  public static LocalStack start(StackOptions options) {
    LocalStack stack;
    try {
      Path directory =
          options.directory().isPresent()
              ? Files.createDirectories(options.directory().get().toAbsolutePath())
              : Files.createTempDirectory("freshet-stack-");
      stack = new LocalStack(options, directory);
      Files.createDirectories(stack.offline());
    } catch (IOException e) {
      throw StackException.files("The directory of the stack could not be made.", e);
    }
    Runtime.getRuntime().addShutdownHook(stack.hook);
    try {
      stack.startServers();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void startServers() {
    ParallelStart start = new ParallelStart(options.progress());
    broker.ifPresent(
        server ->
            start.add("Kafka broker", server::start, server::bootstrapServers, server::close));
    registry.ifPresent(
        server -> start.add("schema registry", server::start, server::url, server::close));
    redis.ifPresent(server -> start.add("Redis", server::start, server::uri, server::close));
    start.run();
  }

  /** The broker; fails if the stack has none. */
  public KafkaBroker broker() {
    return broker.orElseThrow(() -> absent(StackService.BROKER));
  }

  /** The schema registry; fails if the stack has none. */
  public SchemaRegistry registry() {
    return registry.orElseThrow(() -> absent(StackService.REGISTRY));
  }

  /** The Redis server; fails if the stack has none. */
  public RedisServer redis() {
    return redis.orElseThrow(() -> absent(StackService.REDIS));
  }

  /** The directory of the stack. */
  public Path directory() {
    return directory;
  }

  /** An environment file for this stack. */
  public String environmentYaml() {
    return addresses().yaml();
  }

  StackAddresses addresses() {
    Map<StackService, String> services = new EnumMap<>(StackService.class);
    broker.ifPresent(server -> services.put(StackService.BROKER, server.bootstrapServers()));
    registry.ifPresent(server -> services.put(StackService.REGISTRY, server.url()));
    redis.ifPresent(server -> services.put(StackService.REDIS, server.uri()));
    return new StackAddresses(services, offline());
  }

  Map<StackService, Long> processes() {
    Map<StackService, Long> pids = new EnumMap<>(StackService.class);
    broker.ifPresent(server -> pids.put(StackService.BROKER, server.process().pid()));
    registry.ifPresent(server -> pids.put(StackService.REGISTRY, server.process().pid()));
    redis.ifPresent(server -> pids.put(StackService.REDIS, server.process().pid()));
    return pids;
  }

  private Path offline() {
    return directory.resolve("offline");
  }

  private Path home(StackService service) {
    return directory.resolve(service.label());
  }

  private static StackException absent(StackService service) {
    return new StackException(
        StackException.Code.NOT_RUNNING,
        "The stack has no " + service.label() + ".",
        "it was started without",
        "add " + service + " to the services of its options");
  }

  /** Stops all servers, and deletes the directory if it is a temporary one. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this JVM is shutting down already, and the hook runs by itself
    }
    end();
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    List<AutoCloseable> servers = new ArrayList<>();
    registry.ifPresent(servers::add);
    redis.ifPresent(servers::add);
    broker.ifPresent(servers::add);
    RuntimeException failure = closeAll(servers);
    if (options.directory().isEmpty()) {
      try {
        FileTree.delete(directory);
      } catch (IOException e) {
        throw StackException.files("The temporary directory " + directory + " stays behind.", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException closeAll(List<AutoCloseable> servers) {
    RuntimeException failure = null;
    for (AutoCloseable server : servers) {
      try {
        server.close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e instanceof RuntimeException known ? known : new IllegalStateException(e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    return failure;
  }
}
