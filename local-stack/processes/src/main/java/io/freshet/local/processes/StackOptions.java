package io.freshet.local.processes;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a local stack is made of. Immutable; each {@code with} method gives a changed copy.
 *
 * @param services the servers to start
 * @param directory where their data are, also those of an earlier stack; empty for a temporary
 *     directory
 * @param progress takes a line for people at each step, from any thread
 */
public record StackOptions(
    Set<StackService> services,
    Optional<Path> directory,
    KafkaBroker.Options brokerOptions,
    RedisServer.Options redisOptions,
    Consumer<String> progress) {

  /** All servers, Redis in memory, a temporary directory, and no word about it. */
  public static final StackOptions DEFAULT =
      new StackOptions(
          EnumSet.allOf(StackService.class),
          Optional.empty(),
          KafkaBroker.Options.DEFAULT,
          RedisServer.Options.DEFAULT,
          line -> {});

  public StackOptions {
    services = Set.copyOf(services);
  }

  /** The same with these servers only. */
  public StackOptions withServices(StackService... chosen) {
    return new StackOptions(Set.of(chosen), directory, brokerOptions, redisOptions, progress);
  }

  /** The same in a directory that stays. */
  public StackOptions withDirectory(Path chosen) {
    return new StackOptions(services, Optional.of(chosen), brokerOptions, redisOptions, progress);
  }

  /** The same with another broker. */
  public StackOptions withBroker(KafkaBroker.Options chosen) {
    return new StackOptions(services, directory, chosen, redisOptions, progress);
  }

  /** The same with another Redis. */
  public StackOptions withRedis(RedisServer.Options chosen) {
    return new StackOptions(services, directory, brokerOptions, chosen, progress);
  }

  /** The same with a listener. */
  public StackOptions withProgress(Consumer<String> chosen) {
    return new StackOptions(services, directory, brokerOptions, redisOptions, chosen);
  }

  boolean has(StackService service) {
    return services.contains(service);
  }
}
