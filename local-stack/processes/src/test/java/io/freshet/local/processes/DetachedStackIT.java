package io.freshet.local.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedStackIT {

  private final List<String> progress = new ArrayList<>();

  @TempDir private Path directory;

  private DetachedStack stack;

  @BeforeEach
  void choose() {
    stack = DetachedStack.in(directory.resolve("stack"));
  }

  @AfterEach
  void noProcessStays() {
    stack.down();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(directory.toString())))
        .isEmpty();
  }

  @Test
  void dataAndAddressesSurviveDownAndUp() throws Exception {
    assertThat(stack.status()).isEqualTo(StackStatus.DOWN);
    assertThat(stack.down()).isEqualTo(DetachedStack.Outcome.UNCHANGED);

    assertThat(stack.up(progress::add)).isEqualTo(DetachedStack.Outcome.DONE);
    assertThat(progress).hasSize(6).anyMatch(line -> line.startsWith("Redis is ready"));
    assertThat(stack.up(progress::add)).isEqualTo(DetachedStack.Outcome.UNCHANGED);
    StackStatus status = stack.status();
    assertThat(status.isHealthy()).isTrue();
    assertThat(status.services()).hasSize(3);
    String environment = stack.environmentYaml();
    int redis = StackState.portOf(status.services().get(2).address());
    assertThat(TestingClients.redis(redis, "SET k v")).isEqualTo("+OK");
    assertThatThrownBy(() -> stack.upFresh(progress::add)).hasMessageContaining("[ALREADY_UP]");

    assertThat(stack.down()).isEqualTo(DetachedStack.Outcome.DONE);
    assertAllGone(status);
    assertThat(stack.status()).isEqualTo(StackStatus.DOWN);
    assertThatThrownBy(stack::environmentYaml).hasMessageContaining("[NOT_RUNNING]");

    stack.up(progress::add);
    assertThat(stack.environmentYaml()).isEqualTo(environment);
    assertThat(TestingClients.redis(redis, "EXISTS k")).isEqualTo(":1");
    stack.down();

    stack.upFresh(progress::add);
    int fresh = StackState.portOf(stack.status().services().get(2).address());
    assertThat(TestingClients.redis(fresh, "EXISTS k")).isEqualTo(":0");
    stack.down();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(stack.directory());
    }
  }

  @Test
  void aServerThatDiedIsSeenAndAKilledSupervisorLeavesNothing() {
    stack.up(progress::add);
    StackStatus status = stack.status();
    ProcessHandle.of(status.services().get(2).pid()).orElseThrow().destroyForcibly();
    await(() -> !stack.status().isHealthy());
    assertThat(stack.status().services())
        .filteredOn(service -> service.fault().isPresent())
        .extracting(StackStatus.Service::service)
        .containsExactly(StackService.REDIS);

    ProcessHandle.of(status.supervisor().getAsLong()).orElseThrow().destroyForcibly();
    await(() -> stack.status().equals(StackStatus.DOWN));
    await(() -> status.services().stream().noneMatch(service -> runs(service.pid())));
    assertThat(stack.up(progress::add)).isEqualTo(DetachedStack.Outcome.DONE);
    assertThat(stack.status().isHealthy()).isTrue();
  }

  private static void assertAllGone(StackStatus status) {
    assertThat(runs(status.supervisor().getAsLong())).isFalse();
    assertThat(status.services()).noneMatch(service -> runs(service.pid()));
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
