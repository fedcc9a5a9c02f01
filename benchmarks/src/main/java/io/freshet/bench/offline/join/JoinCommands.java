package io.freshet.bench.offline.join;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What starts a join in a process of its own. */
final class JoinCommands {
  /** Cores that each may use. */
  static final int CORES = 2;

  private static final String MAIN = "io.freshet.cli.Main";

  /** Of the JVM around DuckDB, whose own memory is no heap. */
  private static final String SMALL_HEAP = "-Xmx128m";

  private final JoinData data;
  private final int memoryMib;
  private final SparkModule spark;
  private final Path scratch;

  /**
   * @param memoryMib heap of a JVM, and DuckDB's limit, MiB
   * @param scratch an existing folder for temporary files
   */
  JoinCommands(JoinData data, int memoryMib, SparkModule spark, Path scratch) {
    this.data = data;
    this.memoryMib = memoryMib;
    this.spark = spark;
    this.scratch = scratch;
  }

  /**
   * The command that writes the joined labels.
   *
   * @param out a folder or file that is not there yet
   */
  List<String> of(Joiner joiner, Path out) throws IOException {
    return switch (joiner) {
      case FRESHET -> freshet(out);
      case DUCKDB -> duckDb(script(joiner, out));
      case SPARK_WINDOW, SPARK_LOOKUP, SPARK_JOIN -> spark(script(joiner, out));
    };
  }

  private List<String> freshet(Path out) {
    String home = System.getProperty("freshet.home");
    List<String> command = home == null ? main() : launcher(Path.of(home));
    command.add("training-set");
    command.add(data.definitions().toString());
    command.addAll(List.of("--env", data.environment().toString()));
    command.addAll(List.of("--labels", data.labels().toString(), "--label-time", "label_time"));
    command.addAll(List.of("--features", data.layout().view(), "--mode", "logged"));
    command.addAll(List.of("--out", out.toString(), "--json"));
    return command;
  }

  /** The command that people use. */
  private List<String> launcher(Path home) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.add("JAVA_HOME=" + System.getProperty("java.home"));
    command.add("FRESHET_HEAP=" + memoryMib + "m");
    command.add("FRESHET_JVM=" + String.join(" ", jvm()));
    command.add(home.resolve("freshet").toString());
    return command;
  }

  /** The same without a launcher, in tests. */
  private List<String> main() {
    List<String> command = java("-Xmx" + memoryMib + "m");
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), MAIN));
    return command;
  }

  private List<String> duckDb(Path script) {
    List<String> command = java(SMALL_HEAP);
    command.addAll(List.of("-cp", classPath(), DuckDbMain.class.getName(), script.toString()));
    return command;
  }

  private List<String> spark(Path script) throws IOException {
    List<String> command = java("-Xmx" + memoryMib + "m");
    command.addAll(spark.arguments(script));
    return command;
  }

  private List<String> java(String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.addAll(jvm());
    return command;
  }

  private List<String> jvm() {
    // the number of cores: where processes cannot be pinned
    return List.of("-XX:ActiveProcessorCount=" + CORES, "-Djava.io.tmpdir=" + scratch);
  }

  private static String classPath() {
    return Objects.requireNonNull(System.getProperty("java.class.path"));
  }

  private Path script(Joiner joiner, Path out) throws IOException {
    String name = joiner.label() + ".sql";
    Map<String, String> values =
        Map.of(
            "CORES", Integer.toString(CORES),
            "MEMORY_MIB", Integer.toString(memoryMib),
            "SCRATCH", scratch.toString(),
            "LABELS_FILE", data.labels().toString(),
            "TABLE", data.table().toString(),
            "OUT", out.toString());
    return Files.writeString(scratch.resolve(name), Script.of(name, values));
  }
}
