package io.freshet.sinks.delta.table;

import io.delta.kernel.engine.FileReadRequest;
import io.delta.kernel.engine.FileSystemClient;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists a log again where a commit is missing between others.
 *
 * <p>A listing is no snapshot: of two commits that are made while it runs, it can have the second
 * and not the first. Kernel takes that for a broken table. Thread-safe.
 */
final class WholeListings implements FileSystemClient {
  private static final Pattern COMMIT = Pattern.compile(".*/_delta_log/(\\d{20})\\.json");

  /** A gap that stays is one of the table, and for Kernel to judge. */
  private static final int ATTEMPTS = 4;

  private final FileSystemClient kernel;

  WholeListings(FileSystemClient kernel) {
    this.kernel = kernel;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    List<FileStatus> files = list(path);
    for (int attempt = 1; attempt < ATTEMPTS && hasGap(files); attempt++) {
      files = list(path);
    }
    return DeltaTable.closeable(files.iterator());
  }

  private List<FileStatus> list(String path) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    try (CloseableIterator<FileStatus> listing = kernel.listFrom(path)) {
      listing.forEachRemaining(files::add);
    }
    return files;
  }

  static boolean hasGap(List<FileStatus> files) {
    long last = -1;
    for (FileStatus file : files) {
      Matcher commit = COMMIT.matcher(file.getPath());
      if (commit.matches()) {
        long version = Long.parseLong(commit.group(1));
        if (last >= 0 && version != last + 1) {
          return true;
        }
        last = version;
      }
    }
    return false;
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
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    kernel.copyFileAtomically(from, to, overwrite);
  }
}
