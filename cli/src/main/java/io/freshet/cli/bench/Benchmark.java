package io.freshet.cli.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A measurement that {@code freshet bench NAME} runs.
 *
 * <p>An implementation is named in {@code META-INF/services}, has a public constructor without
 * arguments, and declares its options with picocli's annotations.
 */
public interface Benchmark {

  /** Its name on the command line. */
  String name();

  /** What it measures, in a sentence. */
  String description();

  /**
   * Measures.
   *
   * @param directory for its files; it is not there yet, and deleted afterwards
   * @param progress takes lines for people while it runs
   */
  BenchmarkReport run(Path directory, Consumer<String> progress) throws Exception;
}
