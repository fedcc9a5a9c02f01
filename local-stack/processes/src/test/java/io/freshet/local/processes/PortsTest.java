package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path directory;

  @Test
  void freePortsAreDistinctAndBelowTheRangeOfOutgoingConnections() {
    Ports ports = Ports.free(5);
    assertThat(ports.numbers()).hasSize(5).doesNotHaveDuplicates();
    assertThat(ports.numbers()).allMatch(port -> port < 32_768);
  }

  @Test
  void storedPortsComeBackWhileTheyAreFree() throws Exception {
    Path file = directory.resolve("ports");
    Ports ports = Ports.free(2);
    ports.store(file);
    assertThat(Ports.stored(file, 2)).contains(ports);
    try (ServerSocket socket =
        new ServerSocket(ports.inner(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.isBound()).isTrue();
      assertThat(Ports.stored(file, 2)).isEmpty();
    }
  }

  @Test
  void anUnusableFileIsAsGoodAsNone() throws Exception {
    Path file = directory.resolve("ports");
    assertThat(Ports.stored(file, 1)).isEmpty();
    Files.writeString(file, "x\n");
    assertThat(Ports.stored(file, 1)).isEmpty();
    Files.writeString(file, "20000\n20001\n");
    assertThat(Ports.stored(file, 1)).isEmpty();
    Files.writeString(file, "99999\n");
    assertThat(Ports.stored(file, 1)).isEmpty();
  }
}
