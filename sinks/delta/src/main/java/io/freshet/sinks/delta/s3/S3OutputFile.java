package io.freshet.sinks.delta.s3;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that becomes an object when it is complete, uploaded in parts while it grows. Not
 * thread-safe.
 */
public final class S3OutputFile implements OutputFile {
  private final Path path;
  private final Configuration hadoop;
  private @Nullable FSDataOutputStream stream;

  public S3OutputFile(String path, Configuration hadoop) {
    this.path = new Path(path);
    this.hadoop = hadoop;
  }

  /** Under a name that nobody else has: what is there would be replaced. */
  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    FSDataOutputStream opened = S3Files.open(path, hadoop);
    stream = opened;
    return new Positioned(opened);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return path.toString();
  }

  /** Gives up what was uploaded: there will be no object. Does nothing to a complete file. */
  public void abort() {
    if (stream != null) {
      stream.abort();
    }
  }

  private static final class Positioned extends PositionOutputStream {
    private final FSDataOutputStream stream;

    Positioned(FSDataOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return stream.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
