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
    RunSpec spec = RunSpec.of(Workload.of(args[0]), Subject.of(args[1]));
    if (args.length > 2) {
      spec = spec.withEvents(Integer.parseInt(args[2]));
    }
    if (args.length > 3) {
      spec = spec.withKeys(Integer.parseInt(args[3]));
    }
    Runtime.getRuntime().halt(run(spec));
  }

  private static int run(RunSpec spec) throws IOException {
    Path directory = Files.createTempDirectory("freshet-bench-");
    try {
      SubjectRun run = new SubjectRun(spec, directory, lap -> tell(spec, lap), result -> {});
      Measurement measured = spec.workload() == Workload.STATE ? run.runForState() : run.run();
      System.out.println(new ObjectMapper().writeValueAsString(measured));
      System.out.flush();
      return 0;
    } catch (Exception e) {
      e.printStackTrace();
      return 2;
    } finally {
      delete(directory);
    }
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
