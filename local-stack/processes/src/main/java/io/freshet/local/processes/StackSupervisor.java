package io.freshet.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The main class of the JVM that keeps a detached stack running. It ends when it is told to ({@code
 * SIGTERM}) and when its directory is deleted.
 */
final class StackSupervisor {

  /** Marks the lines of its log that are meant for people. */
  static final String PROGRESS = "progress: ";

  private static final long WATCH_MILLIS = 2_000;

  private final Path directory;

  private StackSupervisor(Path directory) {
    this.directory = directory;
  }

  /** Takes the directory of the stack. */
  public static void main(String[] arguments) throws Exception {
    try {
      new StackSupervisor(Path.of(arguments[0])).run();
    } catch (StackException e) {
      System.out.println(e.getMessage());
      System.exit(2);
    }
  }

  private void run() throws IOException, InterruptedException {
    try (SupervisorLock lock = SupervisorLock.acquire(directory)) {
      StackOptions options =
          StackOptions.DEFAULT
              .withDirectory(directory)
              .withRedis(new RedisServer.Options(RedisServer.Persistence.APPEND_ONLY, List.of()))
              .withProgress(line -> System.out.println(PROGRESS + line));
      try (LocalStack stack = LocalStack.start(options)) {
        publish(stack);
        while (Files.exists(SupervisorLock.file(directory))) {
          Thread.sleep(WATCH_MILLIS);
        }
      }
    }
  }

  private void publish(LocalStack stack) throws IOException {
    StackState state =
        new StackState(
            ProcessHandle.current().pid(), Instant.now(), stack.processes(), stack.addresses());
    Runtime.getRuntime().addShutdownHook(new Thread(this::withdraw, "stack-withdraw"));
    state.write(directory);
  }

  private void withdraw() {
    try {
      Files.deleteIfExists(StackState.file(directory));
    } catch (IOException e) {
      System.out.println("stack.json stays behind: " + e);
    }
  }
}
