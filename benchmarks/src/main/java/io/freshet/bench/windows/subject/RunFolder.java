package io.freshet.bench.windows.subject;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder for a run's files, which may still be written to when it is deleted.
 *
 * @param path the folder
 */
public record RunFolder(Path path) implements AutoCloseable {

  /** Creates a folder. */
  public static RunFolder create() throws IOException {
    return new RunFolder(Files.createTempDirectory("freshet-bench-"));
  }

  /** Deletes what can be deleted. */
  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      Files.walkFileTree(path, new Deleting());
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      // a file that came meanwhile keeps it from going
      var unused = folder.toFile().delete();
      return FileVisitResult.CONTINUE;
    }
  }
}
