package io.freshet.local.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The ports of one server on 127.0.0.1.
 *
 * <p>Chosen at random below the range from which operating systems take the local ports of outgoing
 * connections. A port out of that range can be lost while its server restarts: a client that tries
 * to reconnect may be given just that port as its own, and then talks to itself.
 */
record Ports(List<Integer> numbers) {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  Ports {
    numbers = List.copyOf(numbers);
  }

  /** Ports that are free now. Nothing keeps them free: be ready to try others. */
  static Ports free(int count) {
    List<Integer> found =
        ThreadLocalRandom.current()
            .ints(ATTEMPTS, LOWEST, HIGHEST)
            .distinct()
            .filter(Ports::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (found.size() < count) {
      throw new StackException(
          StackException.Code.NOT_STARTED,
          "No free port was found on 127.0.0.1.",
          ATTEMPTS + " random ports between " + LOWEST + " and " + HIGHEST + " are in use",
          "look for processes that were left behind");
    }
    return new Ports(found);
  }

  /** The ports that {@link #store} wrote, if they are still free. */
  static Optional<Ports> stored(Path file, int count) {
    try (Stream<String> lines = Files.lines(file)) {
      Ports ports = new Ports(lines.map(Integer::valueOf).toList());
      boolean usable = ports.numbers.size() == count && ports.allFree();
      return usable ? Optional.of(ports) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void store(Path file) throws IOException {
    Files.write(file, numbers.stream().map(String::valueOf).toList());
  }

  boolean allFree() {
    return numbers.stream().allMatch(Ports::isFree);
  }

  /** The port that clients use. */
  int main() {
    return numbers.get(0);
  }

  /** A further port, for the server's own use. */
  int inner() {
    return numbers.get(1);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
