package io.freshet.local.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Redis server program that runs on this machine. */
final class RedisBinary {

  private static final String PROGRAM = "redis-server";
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 100;

  private RedisBinary() {}

  /**
   * The binary that comes as a library, copied to {@code directory}; or else the one of the
   * machine.
   *
   * @throws StackException if neither runs
   */
  static Path find(Path directory) throws IOException {
    Optional<Path> bundled = bundled(directory);
    return bundled
        .filter(RedisBinary::runs)
        .or(() -> Host.find(PROGRAM).filter(RedisBinary::runs))
        .orElseThrow(
            () ->
                new StackException(
                    StackException.Code.NO_REDIS,
                    "No Redis server runs on this machine.",
                    bundled
                            .map(file -> "the bundled " + file.getFileName() + " does not start")
                            .orElse("there is no bundled binary for this platform")
                        + ", and no "
                        + PROGRAM
                        + " on the PATH does",
                    "install Redis (apt install redis-server, brew install redis), or the"
                        + " OpenSSL 3 library that the bundled binary needs"));
  }

  private static Optional<Path> bundled(Path directory) throws IOException {
    Optional<String> resource =
        resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    Path target = directory.resolve(resource.get());
    try (InputStream input = RedisBinary.class.getResourceAsStream("/" + resource.get())) {
      if (input == null) {
        return Optional.empty();
      }
      if (!Files.exists(target)) {
        Path part = Files.createTempFile(directory, PROGRAM, ".part");
        Files.copy(input, part, StandardCopyOption.REPLACE_EXISTING);
        if (!part.toFile().setExecutable(true)) {
          throw new IOException(part + " cannot be made executable");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return Optional.of(target);
  }

  /** The name in the library for a platform as Java names it. */
  static Optional<String> resource(String system, String architecture) {
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return arm
          ? Optional.of("redis-server-6.2.7-linux-arm64")
          : intel ? Optional.of("redis-server-6.2.6-v5-linux-amd64") : Optional.empty();
    }
    if (name.startsWith("mac")) {
      return arm
          ? Optional.of("redis-server-6.2.6-v5-darwin-arm64")
          : intel ? Optional.of("redis-server-6.2.6-v5-darwin-amd64") : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean runs(Path program) {
    // a process that is just being forked elsewhere may hold the fresh file open: "text file busy"
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Process process =
            new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return false;
        }
        return process.exitValue() == 0;
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("busy")) {
          return false;
        }
        pause();
      } catch (InterruptedException e) {
        throw StackException.interrupted("trying " + program, e);
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw StackException.interrupted("waiting for a program file", e);
    }
  }
}
