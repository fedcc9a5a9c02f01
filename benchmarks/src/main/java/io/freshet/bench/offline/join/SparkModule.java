package io.freshet.bench.offline.join;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The module that holds Spark and what we run in it; no other has it on its class path. The
 * launcher does not build it, so whoever measures does.
 */
final class SparkModule {
  private static final String MODULE = "sinks/delta/spark";
  private static final String MAIN = "io.freshet.sinks.delta.spark.SqlScript";

  /** What Spark asks for on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private final Path checkout;
  private final Path module;

  private SparkModule(Path checkout) {
    this.checkout = checkout;
    this.module = checkout.resolve(MODULE);
  }

  /** Finds the module where we run: the launcher says where that is, tests run below it. */
  static SparkModule find() throws IOException {
    Path here = Path.of(System.getProperty("freshet.home", "")).toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MODULE).resolve("pom.xml"))) {
        return new SparkModule(folder);
      }
    }
    throw new IOException(here + " is in no checkout of Freshet");
  }

  /** Builds it where it is not up to date. */
  void build(Consumer<String> progress) throws IOException, InterruptedException {
    if (isBuilt()) {
      return;
    }
    progress.accept("building " + MODULE + "; what is missing of Spark is fetched");
    List<String> command = List.of("mvn", "-B", "-q", "-Dquick", "-pl", MODULE, "process-classes");
    Process process =
        new ProcessBuilder(command)
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (process.waitFor() != 0) {
      throw new IOException(
          "'" + String.join(" ", command) + "' failed in " + checkout + "\n" + output);
    }
  }

  /** What runs a script, behind {@code java} and the options of its memory. */
  List<String> arguments(Path script) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String opened : OPENED) {
      arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    arguments.add("-cp");
    arguments.add(classes() + File.pathSeparator + Files.readString(dependencies()).strip());
    arguments.add(MAIN);
    arguments.add(script.toString());
    return arguments;
  }

  private boolean isBuilt() throws IOException {
    Path main = classes().resolve(MAIN.replace('.', '/') + ".class");
    if (!Files.exists(main) || !Files.exists(dependencies())) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(main);
    try (Stream<Path> sources = Files.walk(module.resolve("src/main"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
          return false;
        }
      }
    }
    return Arrays.stream(Files.readString(dependencies()).strip().split(File.pathSeparator))
        .allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private Path classes() {
    return module.resolve("target/classes");
  }

  private Path dependencies() {
    return module.resolve("target/dependencies.classpath");
  }
}
