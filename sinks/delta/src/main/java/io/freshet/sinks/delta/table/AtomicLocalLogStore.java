package io.freshet.sinks.delta.table;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Creates commits on local file systems so that of any number of threads and processes one wins.
 *
 * <p>The default store checks for the file and then renames over it: two writers that pass the
 * check together both succeed, and one commit is lost. Here the content goes to a temporary file,
 * and a hard link gives it its name: the operating system makes that succeed once, and nobody sees
 * a part of it. Kernel finds the class by its name. Thread-safe.
 */
public final class AtomicLocalLogStore extends HadoopFileSystemLogStore {

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
