package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;

  private ChildProcess shell(String script) {
    return ChildProcess.start("child", List.of("sh", "-c", script), directory);
  }

  @Test
  void pidIsThatOfTheProcessItself() {
    try (ChildProcess child = shell("echo pid $$; exec sleep 60")) {
      awaitOutput(child, "pid " + child.pid());
    }
  }

  @Test
  void killEndsTheProcess() {
    ChildProcess child = shell("exec sleep 60");
    assertThat(child.isAlive()).isTrue();
    assertThat(child.exitCode()).isEmpty();
    child.kill();
    assertThat(child.isAlive()).isFalse();
    assertThat(child.exitCode()).hasValue(128 + 9);
    assertThat(ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    child.kill();
  }

  @Test
  void stopLetsTheProcessEndInOrder() {
    ChildProcess child =
        shell("trap 'echo in order; exit 7' TERM; echo on; while :; do sleep 0.01; done");
    awaitOutput(child, "on");
    child.stop(PATIENCE);
    assertThat(child.exitCode()).hasValue(7);
    assertThat(child.lastLines(1)).containsExactly("in order");
  }

  @Test
  void stopKillsTheProcessThatDoesNotListen() {
    ChildProcess child = shell("trap '' TERM; echo on; while :; do sleep 0.01; done");
    awaitOutput(child, "on");
    child.stop(Duration.ofMillis(200));
    assertThat(child.exitCode()).hasValue(128 + 9);
  }

  @Test
  void lastLinesAreThoseOfThisRun() {
    run("echo old");
    ChildProcess child = run("echo one; echo two >&2; echo three");
    assertThat(child.lastLines(2)).containsExactly("two", "three");
    assertThat(child.lastLines(9)).containsExactly("one", "two", "three");
    assertThat(child.log()).hasContent("old\none\ntwo\nthree\n");
  }

  @Test
  void argumentsArriveAsTheyAre() {
    List<String> command = List.of("printf", "%s\n", "a b", "$HOME", "'", "", "*");
    ChildProcess child = ChildProcess.start("child", command, directory);
    assertThat(child.awaitEnd(PATIENCE)).isTrue();
    assertThat(child.lastLines(9)).containsExactly("a b", "$HOME", "'", "", "*");
  }

  @Test
  void aProgramThatIsMissingIsNotAlive() {
    ChildProcess child = ChildProcess.start("child", List.of("/does/not/exist"), directory);
    assertThat(child.awaitEnd(PATIENCE)).isTrue();
    assertThat(child.exitCode()).hasValue(127);
    assertThat(String.join("", child.lastLines(1))).contains("/does/not/exist");
  }

  @Test
  void theProcessSeesFewVariables() {
    ChildProcess child = run("env | sed 's/=.*//' | grep -vE '^(PWD|OLDPWD|SHLVL|_)$'");
    assertThat(child.lastLines(99))
        .contains("PATH")
        .isSubsetOf("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> ChildProcess.start("child", List.of("true"), file.resolve("below")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("remedy");
  }

  private ChildProcess run(String script) {
    ChildProcess child = shell(script);
    assertThat(child.awaitEnd(PATIENCE)).isTrue();
    return child;
  }

  private static void awaitOutput(ChildProcess child, String line) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!child.lastLines(9).contains(line)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
