package io.freshet.jobs.topology;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Finds the last completed checkpoint that earlier runs of a pipeline left. */
final class LatestCheckpoint {
  private static final String METADATA = "_metadata";

  private LatestCheckpoint() {}

  /** Path of the newest checkpoint below {@code directory/<job id>/chk-N}. */
  static Optional<String> in(String directory) throws IOException {
    Path root = new Path(directory);
    FileSystem fileSystem = root.getFileSystem();
    if (!fileSystem.exists(root)) {
      return Optional.empty();
    }
    FileStatus newest = null;
    for (FileStatus job : list(fileSystem, root)) {
      for (FileStatus checkpoint : list(fileSystem, job.getPath())) {
        Path metadata = new Path(checkpoint.getPath(), METADATA);
        if (checkpoint.getPath().getName().startsWith("chk-") && fileSystem.exists(metadata)) {
          FileStatus found = fileSystem.getFileStatus(metadata);
          if (newest == null || found.getModificationTime() > newest.getModificationTime()) {
            newest = found;
          }
        }
      }
    }
    return Optional.ofNullable(newest).map(status -> status.getPath().getParent().toString());
  }

  private static FileStatus[] list(FileSystem fileSystem, Path path) throws IOException {
    FileStatus[] found = fileSystem.listStatus(path);
    return found == null ? new FileStatus[0] : found;
  }
}
