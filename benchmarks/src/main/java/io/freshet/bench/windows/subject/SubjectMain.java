package io.freshet.bench.windows.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run in a process of its own, so that no subject meets what the JIT compiler has learned from
 * another: {@code WORKLOAD SUBJECT [EVENTS [KEYS]]}. Laps go to standard error; the last line of
 * standard output is the {@link Measurement} as JSON.
 */
public final class SubjectMain {
  private SubjectMain() {}

  /** Runs. The process ends without waiting for what is left to do. */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: WORKLOAD SUBJECT [EVENTS [KEYS]]");
      System.exit(1);
    }
    RunSpec spec =
        RunSpec.of(Workload.of(args[0]), Subject.of(args[1]), number(args, 2), number(args, 3));
    Path directory = Files.createTempDirectory("freshet-bench-");
    int status = 0;
    try {
      Measurement measured =
          new SubjectRun(spec, directory).run(lap -> tell(spec, lap), result -> {});
      System.out.println(new ObjectMapper().writeValueAsString(measured));
      System.out.flush();
    } catch (Exception e) {
      e.printStackTrace();
      status = 2;
    } finally {
      delete(directory);
    }
    Runtime.getRuntime().halt(status);
  }

  private static int number(String[] args, int index) {
    return index < args.length ? Integer.parseInt(args[index]) : 0;
  }

  private static void tell(RunSpec spec, Lap lap) {
    System.err.printf(
        Locale.ROOT,
        "%s %s: %,d events, %.1f s, %.1f s of CPU, %.2f us per event%n",
        spec.workload().label(),
        spec.subject().label(),
        lap.events(),
        lap.seconds(),
        lap.cpuSeconds(),
        lap.cpuSeconds() / lap.events() * 1e6);
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
            // what a cancelled task still writes may keep a folder from going
            visited.toFile().delete();
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
