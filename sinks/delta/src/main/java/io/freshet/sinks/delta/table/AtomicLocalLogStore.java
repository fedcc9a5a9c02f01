package io.freshet.sinks.delta.table;

import io.delta.storage.HadoopFileSystemLogStore;
import io.freshet.sinks.delta.s3.LogListing;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/**
 * Creates commits on local file systems so that of any number of threads and processes one wins.
 *
 * <p>The default store checks for the file and then renames over it: two writers that pass the
 * check together both succeed, and one commit is lost. Here the content goes to a temporary file,
 * and a hard link gives it its name: the operating system makes that succeed once, and nobody sees
 * a part of it. Kernel finds the class by its name. Thread-safe.
 */
public final class AtomicLocalLogStore extends HadoopFileSystemLogStore {
  private static final long BLOCK_SIZE = 32L << 20;

  /** Called by Kernel. */
  public AtomicLocalLogStore(Configuration hadoop) {
    super(hadoop);
  }

  /**
   * Writes a file of the log.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there and may not be overwritten
   */
  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoop)
      throws IOException {
    Path target = Path.of(path.toUri().getPath());
    Path content =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(content, StandardCharsets.UTF_8)) {
        while (actions.hasNext()) {
          out.write(actions.next());
          out.write('\n');
        }
      }
      if (overwrite) {
        replace(content, target);
      } else {
        link(content, target);
      }
    } finally {
      Files.deleteIfExists(content);
    }
  }

  /**
   * Lists the files of a folder from a name on, in order. Only these are looked at, and only when
   * they are asked for: the log of a table that takes a commit each minute has tens of thousands of
   * files, of which a reader wants the last few, and a clean-up the first.
   *
   * @throws FileNotFoundException if there is no such folder
   */
  @Override
  public Iterator<FileStatus> listFrom(org.apache.hadoop.fs.Path path, Configuration hadoop)
      throws IOException {
    org.apache.hadoop.fs.Path folder = path.getParent();
    List<String> names = names(folder, path.getName());
    // a folder is not read in one moment: a commit can be missed, and the one after it seen
    for (int i = 1; i < LogListing.ATTEMPTS && hasGap(names); i++) {
      names = names(folder, path.getName());
    }
    return names.stream().flatMap(name -> status(folder, name).stream()).iterator();
  }

  private static boolean hasGap(List<String> names) {
    return LogListing.hasGap(names.toArray(String[]::new));
  }

  /** Names of files in a folder from {@code first} on, ascending. */
  private static List<String> names(org.apache.hadoop.fs.Path folder, String first)
      throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder.toUri().getPath()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.compareTo(first) >= 0)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  /** Empty if the file is gone. */
  private static Optional<FileStatus> status(org.apache.hadoop.fs.Path folder, String name) {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder, name);
    try {
      BasicFileAttributes file =
          Files.readAttributes(Path.of(path.toUri().getPath()), BasicFileAttributes.class);
      return Optional.of(
          new FileStatus(
              file.size(),
              file.isDirectory(),
              1,
              BLOCK_SIZE,
              file.lastModifiedTime().toMillis(),
              path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at " + path, e);
    }
  }

  /**
   * Kernel asks this for the log's checkpoints, which do not pass through {@link #write}; it then
   * writes them under another name first.
   */
  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoop) {
    return true;
  }

  /** Without the checksum that Hadoop may have left beside the old content. */
  private static void replace(Path content, Path target) throws IOException {
    Files.deleteIfExists(target.resolveSibling("." + target.getFileName() + ".crc"));
    Files.move(
        content, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void link(Path content, Path target) throws IOException {
    try {
      Files.createLink(target, content);
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "The file system of '"
              + target
              + "' has no hard links, so that commits cannot be atomic; put the table elsewhere",
          e);
    }
  }
}
