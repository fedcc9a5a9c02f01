package io.freshet.sinks.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Delta tables with Spark, in a process of its own: what somebody else would find in them.
 *
 * <p>Takes ten seconds and more the first time, and 700 MB: the process then waits for the next
 * tables until this one ends. The reader is built by the module {@code sinks/delta/spark}; a module
 * whose tests use it depends on that one, {@code pom} type and test scope, so that it is built
 * before.
 */
public final class IndependentDeltaReader {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final String MODULE = "sinks/delta/spark";
  private static final String MAIN = "io.freshet.sinks.delta.spark.TableDump";

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

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private static @Nullable Spark spark;

  private IndependentDeltaReader() {}

  /**
   * All rows of a table, sorted by their JSON.
   *
   * @param table the table's folder
   * @return values by column, in the table's order: BIGINT, integers and timestamps (UTC
   *     milliseconds) as {@link Long}, DOUBLE as {@link Double} (NaN and the infinities as {@link
   *     String}), BOOLEAN as {@link Boolean}, all others as {@link String}: decimals as plain
   *     numbers, dates as {@code 2024-01-31}, binary as base64
   */
  public static List<Map<String, @Nullable Object>> rows(Path table) throws Exception {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    forEachRow(table, rows::add);
    return rows;
  }

  /** As {@link #rows}, of tables that are too large to be held. */
  public static void forEachRow(Path table, Consumer<Map<String, @Nullable Object>> consumer)
      throws Exception {
    forEachRow(List.of(table), (any, row) -> consumer.accept(row));
  }

  /** The rows of several tables, one table after the other, by one process. */
  public static void forEachRow(
      List<Path> tables, BiConsumer<Path, Map<String, @Nullable Object>> consumer)
      throws Exception {
    run(
        tables.stream().map(Path::toString).toList(),
        lines -> {
          int table = 0;
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
              table++;
            } else {
              consumer.accept(
                  tables.get(table),
                  JSON.readValue(line, new TypeReference<Map<String, @Nullable Object>>() {}));
            }
          }
        });
  }

  /** The number of rows of the table in a folder. */
  public static long count(Path table) throws Exception {
    long[] count = {0};
    run(
        List.of("--count", table.toString()),
        lines -> count[0] = Long.parseLong(Objects.requireNonNull(lines.readLine())));
    return count[0];
  }

  private interface LinesReader {
    void read(BufferedReader lines) throws IOException;
  }

  private static synchronized void run(List<String> order, LinesReader reader) throws Exception {
    Spark running = spark;
    if (running == null) {
      running = Spark.start();
      spark = running;
    }
    Path output = Files.createTempFile(running.folder, "rows", ".json");
    try {
      running.dump(order, output);
      try (BufferedReader lines = Files.newBufferedReader(output, StandardCharsets.UTF_8)) {
        reader.read(lines);
      }
    } catch (IOException e) {
      running.end();
      spark = null;
      throw e;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The process, which waits for orders. */
  private record Spark(Process process, Path folder) {
    static Spark start() throws IOException {
      Path folder = Files.createTempDirectory("independent-delta-reader");
      Process process =
          new ProcessBuilder(command(folder))
              .directory(folder.toFile())
              .redirectError(folder.resolve("log").toFile())
              .start();
      Spark spark = new Spark(process, folder);
      Runtime.getRuntime().addShutdownHook(new Thread(spark::end));
      return spark;
    }

    void dump(List<String> order, Path output) throws Exception {
      String line = String.join("\t", order) + "\t" + output + "\n";
      process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(this::answer);
      try {
        if (!"dumped".equals(answer.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))) {
          throw new IOException("Spark could not read the table:\n" + log());
        }
      } catch (TimeoutException e) {
        throw new IOException("No answer in " + TIMEOUT + ":\n" + log(), e);
      }
    }

    /** Null if the process has ended. */
    private @Nullable String answer() {
      try {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String log() throws IOException {
      return Files.readString(folder.resolve("log"));
    }

    void end() {
      try {
        process.destroyForcibly().waitFor();
        delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<String> command(Path folder) throws IOException {
    Path target = checkout().resolve(MODULE).resolve("target");
    Path dependencies = target.resolve("dependencies.classpath");
    if (!Files.exists(dependencies)) {
      throw new IOException(dependencies + " is missing; build " + MODULE + " first");
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx700m");
    command.add("-XX:+UseSerialGC");
    // half the time: most of it is start
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.io.tmpdir=" + folder);
    for (String opened : OPENED) {
      command.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(
        target.resolve("classes") + File.pathSeparator + Files.readString(dependencies).strip());
    command.add(MAIN);
    return command;
  }

  /** The root of the checkout; tests run in the folder of their module. */
  private static Path checkout() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MODULE).resolve("pom.xml"))) {
        return folder;
      }
    }
    throw new IOException(Path.of("").toAbsolutePath() + " is in no checkout of Freshet");
  }

  private static void delete(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      List<Path> children;
      try (var listed = Files.list(file)) {
        children = listed.toList();
      }
      for (Path child : children) {
        delete(child);
      }
    }
    Files.deleteIfExists(file);
  }
}
