package io.freshet.jobs.training.manifest;

import io.freshet.jobs.JobException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The texts of a folder of definitions, with the schemas that stand beside them.
 *
 * @param texts text by path below the folder, in the order of the paths
 */
public record DefinitionFiles(Map<String, String> texts) {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".avsc", ".json");

  public DefinitionFiles {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /**
   * Reads a folder.
   *
   * @throws JobException if it cannot be read
   */
  public static DefinitionFiles read(Path folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          paths
              .filter(Files::isRegularFile)
              .filter(path -> isDefinition(folder.relativize(path)))
              .sorted(Comparator.comparing(path -> name(folder, path)))
              .toList();
      for (Path file : files) {
        texts.put(name(folder, file), Files.readString(file));
      }
    } catch (IOException e) {
      throw new JobException(
          "The definitions in " + folder + " cannot be read: " + e.getMessage(), e);
    }
    return new DefinitionFiles(texts);
  }

  /** Writes the files into a folder, so that they can be compiled as they were. */
  public void write(Path folder) {
    try {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path file = folder.resolve(text.getKey()).normalize();
        if (!file.startsWith(folder)) {
          throw new JobException("The manifest has a definition outside of its folder: " + file);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.getValue());
      }
    } catch (IOException e) {
      throw new JobException("The definitions cannot be written to " + folder, e);
    }
  }

  /** A digest of names and texts. */
  public String digest() {
    return Digests.ofTexts(texts);
  }

  private static boolean isDefinition(Path path) {
    for (Path part : path) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = path.toString();
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
