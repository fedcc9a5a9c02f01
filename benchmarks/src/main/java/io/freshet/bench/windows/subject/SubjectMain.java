package io.freshet.bench.windows.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run in a process of its own, so that no subject meets what the JIT compiler has learned from
 * another: {@code WORKLOAD SUBJECT [EVENTS [KEYS]]}. Laps go to standard error; the last line of
 * standard output is the {@link Measurement} as JSON.
 */
public final class SubjectMain {
  private SubjectMain() {}

  /** Runs. The process does not wait for long for what is left to do. */
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
    RunFolder folder = RunFolder.create();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-files"));
    int status = run(spec, folder.path());
    new Thread(SubjectMain::haltSoon, "halt").start();
    System.exit(status);
  }

  private static int run(RunSpec spec, Path directory) {
    try {
      SubjectRun run = new SubjectRun(spec, directory, lap -> tell(spec, lap), result -> {});
      Measurement measured = spec.workload() == Workload.STATE ? run.runForState() : run.run();
      System.out.println(new ObjectMapper().writeValueAsString(measured));
      System.out.flush();
      return 0;
    } catch (Exception e) {
      e.printStackTrace();
      return 2;
    }
  }

  private static void delete(RunFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      System.err.println("what is left in " + folder.path() + " cannot be deleted: " + e);
    }
  }

  /** A shutdown hook of somebody's may wait for what does not end. */
  private static void haltSoon() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(30));
    Runtime.getRuntime().halt(3);
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
}
