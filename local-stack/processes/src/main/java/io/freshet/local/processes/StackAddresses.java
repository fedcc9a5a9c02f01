package io.freshet.local.processes;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the servers of a stack answer.
 *
 * @param services what a client is configured with, for each server of the stack
 * @param offline the directory for tables
 */
record StackAddresses(Map<StackService, String> services, Path offline) {

  StackAddresses {
    services = Map.copyOf(services);
  }

  /** An environment file with a section for each server. */
  String yaml() {
    Map<StackService, String> lines = new EnumMap<>(StackService.class);
    services.forEach((service, address) -> lines.put(service, line(service, address)));
    return Stream.concat(lines.values().stream(), Stream.of(offlineLine()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(StackService service, String address) {
    String format =
        switch (service) {
          case BROKER -> "kafka: {bootstrap.servers: \"%s\"}";
          case REGISTRY -> "registry: {url: \"%s\"}";
          case REDIS -> "online: {uri: \"%s\"}";
        };
    return format.formatted(address);
  }

  private String offlineLine() {
    // a directory that exists would get a slash at its end, one that does not would not
    String path = offline.toUri().getRawPath();
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return "offline: {root: \"file://" + plain + "\"}";
  }
}
