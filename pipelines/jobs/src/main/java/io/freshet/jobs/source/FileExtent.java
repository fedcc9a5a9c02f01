package io.freshet.jobs.source;

import io.freshet.defs.plan.Connector;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * How much there is in the files of a source.
 *
 * @param files how many there are
 * @param bytes of all of them, as they are stored
 */
public record FileExtent(int files, long bytes) {

  /**
   * Looks at files.
   *
   * @throws IOException if they cannot be listed; the message says what to do
   */
  public static FileExtent of(Connector.Files files) throws IOException {
    List<Path> paths = FileRecords.resolve(files.path());
    long bytes = 0;
    for (Path path : paths) {
      bytes += path.getFileSystem().getFileStatus(path).getLen();
    }
    return new FileExtent(paths.size(), bytes);
  }
}
