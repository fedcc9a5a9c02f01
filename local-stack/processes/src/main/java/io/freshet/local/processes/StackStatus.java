package io.freshet.local.processes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a detached stack is.
 *
 * @param supervisor the process id of its supervisor; empty if the stack is down
 * @param started when all servers were ready; empty if the stack is down or still starts
 * @param services one entry for each server of the stack; empty if it is down or still starts
 */
public record StackStatus(
    OptionalLong supervisor, Optional<Instant> started, List<Service> services) {

  static final StackStatus DOWN =
      new StackStatus(OptionalLong.empty(), Optional.empty(), List.of());

  public StackStatus {
    services = List.copyOf(services);
  }

  /** Whether the stack is up and all its servers answer. */
  public boolean isHealthy() {
    return started.isPresent() && services.stream().allMatch(service -> service.fault().isEmpty());
  }

  /**
   * How a server is.
   *
   * @param pid its process id
   * @param address what a client is configured with
   * @param fault why it does not answer; empty if it does
   */
  public record Service(StackService service, long pid, String address, Optional<String> fault) {}
}
