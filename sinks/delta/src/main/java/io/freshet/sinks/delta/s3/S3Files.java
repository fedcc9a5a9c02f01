package io.freshet.sinks.delta.s3;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;

/** Large objects, written as streams, that appear as a whole when their stream is closed. */
public final class S3Files {
  /** Without requests ahead of the upload, which would tell what is there already. */
  private static final String WITHOUT_LOOKING = "fs.s3a.create.performance";

  private S3Files() {}

  /** Opens an object that takes the place of what is there. */
  static FSDataOutputStream open(Path path, Configuration hadoop) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = path.getFileSystem(hadoop).createFile(path);
    builder.overwrite(true).recursive();
    builder.opt(WITHOUT_LOOKING, true);
    return builder.build();
  }

  /** Puts a file of this machine in the place of the object at a path, all of it or nothing. */
  public static void upload(java.nio.file.Path file, Path path, Configuration hadoop)
      throws IOException {
    FSDataOutputStream stream = open(path, hadoop);
    try {
      Files.copy(file, stream);
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
    stream.close();
  }
}
