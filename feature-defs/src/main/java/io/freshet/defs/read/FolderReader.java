package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import io.freshet.defs.yaml.YamlReader;
import io.freshet.defs.yaml.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds and reads the files of a folder of definitions. */
public final class FolderReader {
  private final Path folder;
  private final Findings findings;

  private FolderReader(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /** All documents of the folder, in the order of their files' paths. */
  public static List<YamlValue> read(Path folder, Findings findings) {
    return new FolderReader(folder, findings).read();
  }

  private List<YamlValue> read() {
    List<YamlValue> documents = new ArrayList<>();
    try {
      for (Path file : files()) {
        readFile(file, documents);
      }
    } catch (IOException | UncheckedIOException e) {
      findings.report(Position.startOf("."), FaultKind.FOLDER_UNREADABLE, folder, Causes.of(e));
    }
    if (documents.isEmpty() && findings.isEmpty()) {
      findings.report(Position.startOf("."), FaultKind.NO_DEFINITIONS, folder);
    }
    return documents;
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> !isHidden(path) && isYaml(path) && Files.isRegularFile(path))
          .sorted(Comparator.comparing(this::name))
          .toList();
    }
  }

  private boolean isHidden(Path path) {
    return StreamSupport.stream(folder.relativize(path).spliterator(), false)
        .anyMatch(part -> part.toString().startsWith("."));
  }

  private static boolean isYaml(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private void readFile(Path file, List<YamlValue> documents) {
    try {
      String text = Files.readString(file);
      documents.addAll(YamlReader.read(name(file), text, findings));
    } catch (IOException e) {
      findings.report(Position.startOf(name(file)), FaultKind.FILE_UNREADABLE, Causes.of(e));
    }
  }
}
