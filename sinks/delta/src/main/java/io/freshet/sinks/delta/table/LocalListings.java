package io.freshet.sinks.delta.table;

import io.delta.kernel.engine.FileReadRequest;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lists local folders from a name on without looking at the files before it.
 *
 * <p>A log is listed from its last checkpoint on, at each commit and each conflict. Hadoop asks the
 * operating system about every file of the folder first, thousands in a table of some weeks.
 * Thread-safe.
 */
final class LocalListings implements FileSystemClient {
  private static final String FILE = "file:";

  private final FileSystemClient kernel;

  LocalListings(FileSystemClient kernel) {
    this.kernel = kernel;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    String local = path.startsWith(FILE) ? path.substring(FILE.length()) : path;
    if (!local.startsWith("/") || local.startsWith("//")) {
      return kernel.listFrom(path);
    }
    Path first = Path.of(local);
    List<FileStatus> found = new ArrayList<>();
    for (String name : namesFrom(first)) {
      Path file = first.resolveSibling(name);
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        found.add(
            FileStatus.of(
                FILE + file, attributes.size(), attributes.lastModifiedTime().toMillis()));
      } catch (NoSuchFileException e) {
        // somebody has cleaned up meanwhile
        continue;
      }
    }
    return DeltaTable.closeable(found.iterator());
  }

  private static List<String> namesFrom(Path first) throws IOException {
    String from = first.getFileName().toString();
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(first.getParent())) {
      for (Path file : folder) {
        String name = file.getFileName().toString();
        if (name.compareTo(from) >= 0) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException(e.getMessage());
      missing.initCause(e);
      throw missing;
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public String resolvePath(String path) throws IOException {
    return kernel.resolvePath(path);
  }

  @Override
  public CloseableIterator<ByteArrayInputStream> readFiles(
      CloseableIterator<FileReadRequest> requests) throws IOException {
    return kernel.readFiles(requests);
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    return kernel.mkdirs(path);
  }

  @Override
  public boolean delete(String path) throws IOException {
    return kernel.delete(path);
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return kernel.getFileStatus(path);
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite)
      throws IOException {
    kernel.copyFileAtomically(source, target, overwrite);
  }
}
