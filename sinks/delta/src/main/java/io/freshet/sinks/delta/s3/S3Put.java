package io.freshet.sinks.delta.s3;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** Objects that become visible as a whole, when their stream is closed. */
final class S3Put {
  /** Without requests ahead of the put, which would tell what is there and is folder or object. */
  private static final String WITHOUT_LOOKING = "fs.s3a.create.performance";

  private S3Put() {}

  /** A stream whose object takes the place of what is there. */
  static FSDataOutputStream replacing(FileSystem files, Path path) throws IOException {
    return builder(files, path).build();
  }

  /** A stream whose close fails with status 412 if there is an object. */
  static FSDataOutputStream ifAbsent(FileSystem files, Path path) throws IOException {
    FSDataOutputStreamBuilder<FSDataOutputStream, ?> builder = builder(files, path);
    builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    return builder.build();
  }

  /** Puts all of the content, or nothing. */
  static void write(FSDataOutputStream stream, byte[] content) throws IOException {
    try {
      stream.write(content);
    } catch (IOException | RuntimeException e) {
      stream.abort();
      throw e;
    }
    stream.close();
  }

  @SuppressWarnings("unchecked") // Hadoop leaves the type of its builders open
  private static FSDataOutputStreamBuilder<FSDataOutputStream, ?> builder(
      FileSystem files, Path path) throws IOException {
    FSDataOutputStreamBuilder<FSDataOutputStream, ?> builder = files.createFile(path);
    builder.overwrite(true).recursive();
    builder.opt(WITHOUT_LOOKING, true);
    return builder;
  }
}
