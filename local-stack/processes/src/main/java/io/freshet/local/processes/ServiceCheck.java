package io.freshet.local.processes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks the servers of a running stack whether they answer. */
final class ServiceCheck {

  private ServiceCheck() {}

  static List<StackStatus.Service> all(StackState state) {
    return Arrays.stream(StackService.values())
        .filter(state.pids()::containsKey)
        .map(service -> check(service, state))
        .toList();
  }

  private static StackStatus.Service check(StackService service, StackState state) {
    String address = state.addresses().services().getOrDefault(service, "");
    long pid = state.pids().getOrDefault(service, -1L);
    return new StackStatus.Service(service, pid, address, fault(service, address));
  }

  private static Optional<String> fault(StackService service, String address) {
    try {
      switch (service) {
        case BROKER -> Probes.kafkaCluster(address);
        case REGISTRY -> Probes.get(address + "/config");
        case REDIS -> Probes.redisProcess(StackState.portOf(address));
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      throw StackException.interrupted("asking " + service.label(), e);
    } catch (Exception e) {
      return Optional.of(String.valueOf(e));
    }
  }
}
