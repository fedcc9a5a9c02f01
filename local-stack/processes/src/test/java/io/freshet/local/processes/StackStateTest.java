package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

  private static final StackAddresses ADDRESSES =
      new StackAddresses(
          Map.of(
              StackService.BROKER, "127.0.0.1:1001",
              StackService.REGISTRY, "http://127.0.0.1:1002/apis/ccompat/v7",
              StackService.REDIS, "redis://127.0.0.1:1003"),
          Path.of("/data/of mine/offline"));

  @TempDir private Path directory;

  @Test
  void stateIsReadAsItWasWritten() throws Exception {
    StackState state =
        new StackState(
            17,
            Instant.parse("2025-03-04T05:06:07Z"),
            Map.of(StackService.BROKER, 1L, StackService.REGISTRY, 2L, StackService.REDIS, 3L),
            ADDRESSES);
    state.write(directory);
    assertThat(StackState.read(directory)).contains(state);
    assertThat(StackState.file(directory)).content().contains("\"port\" : 1002");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void noFileIsNoState() throws Exception {
    assertThat(StackState.read(directory)).isEmpty();
  }

  @Test
  void environmentHasASectionForEachServer() {
    assertThat(ADDRESSES.yaml())
        .isEqualTo(
            """
            kafka: {bootstrap.servers: "127.0.0.1:1001"}
            registry: {url: "http://127.0.0.1:1002/apis/ccompat/v7"}
            online: {uri: "redis://127.0.0.1:1003"}
            offline: {root: "file:///data/of%20mine/offline"}
            """);
    assertThat(new StackAddresses(Map.of(), directory).yaml())
        .isEqualTo("offline: {root: \"file://" + directory + "\"}\n");
  }
}
