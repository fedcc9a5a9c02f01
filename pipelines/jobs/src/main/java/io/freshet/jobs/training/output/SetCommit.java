package io.freshet.jobs.training.output;

import io.freshet.jobs.JobException;
import io.freshet.jobs.training.SetFormat;
import io.freshet.sinks.delta.packed.PackedColumn;
import io.freshet.sinks.delta.table.NewTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where a set is written, beside where it is to stand; it gets its name when it is whole. What is
 * not whole goes.
 */
public final class SetCommit implements AutoCloseable {
  private static final String MANIFEST = ".manifest.json";
  private static final String REPORT = ".report.html";

  private final Path target;
  private final SetFormat format;
  private final Path folder;

  private SetCommit(Path target, SetFormat format, Path folder) {
    this.target = target;
    this.format = format;
    this.folder = folder;
  }

  /**
   * Prepares the place.
   *
   * @throws JobException if something is there
   */
  public static SetCommit at(String out, SetFormat format) {
    Path target = Path.of(out).toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw new JobException(
          out
              + " exists already, and a set replaces nothing; give --out another path or delete it");
    }
    try {
      Path parent = target.getParent();
      if (parent == null) {
        throw new JobException(out + " is no place for a set; give --out another path");
      }
      Files.createDirectories(parent);
      String name = "." + target.getFileName() + "." + UUID.randomUUID() + ".unfinished";
      return new SetCommit(target, format, parent.resolve(name));
    } catch (IOException e) {
      throw new JobException("No set can be written to " + out + ": " + e.getMessage(), e);
    }
  }

  /** The folder for the files of tasks. */
  public Path folder() {
    return folder;
  }

  /** Whether CSV files are compressed. */
  public boolean isCompressed() {
    return target.toString().endsWith(".gz");
  }

  /** Where the manifest will stand. */
  public Path manifest() {
    return beside(target, MANIFEST);
  }

  /** Where the leak report will stand. */
  public Path report() {
    return beside(target, REPORT);
  }

  private static Path beside(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /**
   * Gives the set its name, and writes its manifest and its leak report beside it. These come
   * first: a set without manifest could not be made again, and a manifest without its set does no
   * harm.
   *
   * @param files names of the files that it consists of
   */
  public void finish(List<PackedColumn> columns, List<String> files, String manifest, String report)
      throws IOException {
    write(manifest, MANIFEST);
    write(report, REPORT);
    switch (format) {
      case DELTA -> {
        NewTable.create(Map.of(), folder.toString(), columns, files);
        move(folder);
      }
      case PARQUET -> move(folder);
      case CSV -> move(together(columns, files));
    }
  }

  private void write(String text, String suffix) throws IOException {
    Path written = beside(folder, suffix);
    Files.writeString(written, text);
    Files.move(written, beside(target, suffix), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path together(List<PackedColumn> columns, List<String> files) throws IOException {
    Path whole = folder.resolve("set");
    try (OutputStream out = CsvRowFiles.open(whole, isCompressed())) {
      out.write(CsvText.header(columns).getBytes(StandardCharsets.UTF_8));
    }
    try (OutputStream out = Files.newOutputStream(whole, StandardOpenOption.APPEND)) {
      for (String file : files) {
        Files.copy(folder.resolve(file), out);
      }
    }
    return whole;
  }

  private void move(Path whole) throws IOException {
    if (Files.exists(target)) {
      throw new IOException(target + " has come to be while the set was made; it is not replaced");
    }
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what is left of an unfinished set. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deleting());
    } catch (IOException e) {
      throw new UncheckedIOException("The unfinished set " + folder + " could not be deleted", e);
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
