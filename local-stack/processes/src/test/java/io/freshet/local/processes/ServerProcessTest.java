package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SLEEP = "exec sleep 60";

  @TempDir private Path directory;

  /** Runs a script for each start, and is ready as soon as the script sleeps. */
  private static final class TestingServer implements Server {
    final List<Ports> starts = new ArrayList<>();
    final IntFunction<String> scripts;
    volatile boolean ready = true;

    TestingServer(IntFunction<String> scripts) {
      this.scripts = scripts;
    }

    @Override
    public List<String> prepare(Ports ports, Path temporary) {
      starts.add(ports);
      return List.of("sh", "-c", scripts.apply(starts.size()));
    }

    @Override
    public boolean isReady(Ports ports, ChildProcess process) {
      return ready && scripts.apply(starts.size()).equals(SLEEP);
    }
  }

  private ServerProcess process(Server server, Duration patience) {
    return new ServerProcess("testing", directory, 2, patience, server);
  }

  @Test
  void restartKeepsThePorts() {
    TestingServer server = new TestingServer(start -> SLEEP);
    try (ServerProcess process = process(server, PATIENCE)) {
      process.start();
      long first = process.process().pid();
      process.kill();
      assertThat(process.isAlive()).isFalse();
      process.restart();
      assertThat(process.process().pid()).isNotEqualTo(first);
      assertThat(server.starts).hasSize(2);
      assertThat(server.starts.get(1)).isEqualTo(server.starts.get(0)).isEqualTo(process.ports());
    }
  }

  @Test
  void theNextRunInTheSameDirectoryTakesThePortsAgain() {
    TestingServer server = new TestingServer(start -> SLEEP);
    for (int run = 0; run < 2; run++) {
      try (ServerProcess process = process(server, PATIENCE)) {
        process.start();
      }
    }
    assertThat(server.starts.get(1)).isEqualTo(server.starts.get(0));
  }

  @Test
  void otherPortsAreTriedIfThePortsWereTaken() {
    TestingServer server =
        new TestingServer(start -> start < 3 ? "echo Address already in use; exit 1" : SLEEP);
    try (ServerProcess process = process(server, PATIENCE)) {
      process.start();
      assertThat(server.starts).hasSize(3).doesNotHaveDuplicates();
      assertThat(process.ports()).isEqualTo(server.starts.get(2));
    }
  }

  @Test
  void aServerThatEndsIsReportedWithItsLastWords() {
    TestingServer server = new TestingServer(start -> "echo no such setting; exit 3");
    try (ServerProcess process = process(server, PATIENCE)) {
      assertThatThrownBy(process::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("[NOT_STARTED]")
          .hasMessageContaining("code 3")
          .hasMessageContaining("no such setting");
      assertThat(server.starts).hasSize(1);
    }
  }

  @Test
  void aServerThatNeverAnswersIsReportedAndKilled() {
    TestingServer server = new TestingServer(start -> SLEEP);
    server.ready = false;
    try (ServerProcess process = process(server, Duration.ofMillis(200))) {
      assertThatThrownBy(process::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("[NOT_READY]");
      assertThat(process.isAlive()).isFalse();
    }
  }

  @Test
  void closeEndsAStartThatIsUnderWay() {
    TestingServer server = new TestingServer(start -> SLEEP);
    server.ready = false;
    ServerProcess process = process(server, PATIENCE);
    CompletableFuture<Void> start = CompletableFuture.runAsync(process::start);
    while (!process.isAlive()) {
      Thread.onSpinWait();
    }
    process.close();
    assertThatThrownBy(start::join).hasMessageContaining("closed while it started");
    assertThat(process.isAlive()).isFalse();
  }
}
