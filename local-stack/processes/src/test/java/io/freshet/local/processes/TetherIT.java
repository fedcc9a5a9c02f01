package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TetherIT {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void theChildEndsWithItsJvm(String signal) throws Exception {
    Process parent = start(List.of());
    ProcessHandle child = child(parent);
    signal(signal, String.valueOf(parent.pid()));
    assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertGone(child);
  }

  @Test
  void theChildEndsWhenTheWholeProcessGroupIsKilled() throws Exception {
    // a session of its own makes the JVM the leader of a process group
    List<String> prefix = Host.ownSession();
    assumeFalse(prefix.isEmpty());
    Process parent = start(prefix);
    ProcessHandle child = child(parent);
    signal("KILL", "-" + parent.pid());
    assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertGone(child);
  }

  @Test
  void signalsOfATerminalDoNotReachTheChild() throws Exception {
    List<String> prefix = Host.ownSession();
    assumeFalse(prefix.isEmpty());
    Process parent = start(prefix);
    try {
      ProcessHandle child = child(parent);
      signal("STOP", String.valueOf(parent.pid()));
      signal("INT", "-" + parent.pid());
      Thread.sleep(300);
      assertThat(child.isAlive()).isTrue();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void aStackEndsInOrderWithItsJvm() throws Exception {
    Process parent = start(List.of(), TestingStackParent.class);
    BufferedReader output = parent.inputReader();
    ProcessHandle redis = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    Path home = Path.of(output.readLine());
    assertThat(home).isDirectory();
    signal("TERM", String.valueOf(parent.pid()));
    assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(home).doesNotExist();
    assertGone(redis);
  }

  private Process start(List<String> prefix) throws Exception {
    return start(prefix, TestingParent.class);
  }

  private Process start(List<String> prefix, Class<?> program) throws Exception {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(
        JavaCommand.ofClass(
                List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"),
                System.getProperty("java.class.path"),
                program.getName())
            .line(directory, directory.toString()));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static ProcessHandle child(Process parent) throws Exception {
    long pid = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    assertThat(child.isAlive()).isTrue();
    return child;
  }

  private static void signal(String name, String target) throws Exception {
    Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name + " -- " + target).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void assertGone(ProcessHandle child) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (child.isAlive() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(Stream.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
