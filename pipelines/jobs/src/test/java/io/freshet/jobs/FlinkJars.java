package io.freshet.jobs;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Flink distribution has in its folder of libraries, found on the class path of the test.
 */
final class FlinkJars {
  private static final String GROUP = "/org/apache/flink/";

  /** Jars of Flink that a distribution does not have. A job brings them, or goes without. */
  private static final Set<String> NOT_DISTRIBUTED =
      Set.of(
          "flink-connector-kafka",
          "flink-connector-base", // the connector for files contains it
          "flink-sql-avro-confluent-registry",
          "flink-test-utils",
          "flink-test-utils-junit");

  /** What Flink's own jars need. */
  private static final Set<String> NEEDED =
      Set.of(
          "async-profiler",
          "commons-cli",
          "commons-collections",
          "commons-compress",
          "commons-io",
          "commons-lang3",
          "commons-math3",
          "commons-text",
          "frocksdbjni",
          "icu4j",
          "javassist",
          "kryo",
          "log4j-api",
          "log4j-core",
          "log4j-slf4j-impl",
          "lz4-java",
          "minlog",
          "objenesis",
          "reflectasm",
          "slf4j-api",
          "snakeyaml-engine",
          "snappy-java");

  private FlinkJars() {}

  /** The jars. */
  static List<Path> find() {
    String classPath = Objects.requireNonNull(System.getProperty("java.class.path"));
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("-tests.jar"))
        .map(Path::of)
        .filter(FlinkJars::isDistributed)
        .toList();
  }

  private static boolean isDistributed(Path jar) {
    int artifactAt = jar.getNameCount() - 3; // artifact/version/file in a Maven repository
    String artifact = jar.getName(artifactAt).toString();
    boolean flink = jar.toString().replace(File.separatorChar, '/').contains(GROUP);
    return flink ? !NOT_DISTRIBUTED.contains(artifact) : NEEDED.contains(artifact);
  }
}
