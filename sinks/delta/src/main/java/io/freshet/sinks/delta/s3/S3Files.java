package io.freshet.sinks.delta.s3;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** Whole files as objects. */
public final class S3Files {
  private S3Files() {}

  /** Puts a file of this machine in the place of the object at a path, all of it or nothing. */
  public static void upload(java.nio.file.Path file, Path path, Configuration hadoop)
      throws IOException {
    FSDataOutputStream stream = S3Put.replacing(path.getFileSystem(hadoop), path);
    try {
      Files.copy(file, stream);
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
    stream.close();
  }
}
