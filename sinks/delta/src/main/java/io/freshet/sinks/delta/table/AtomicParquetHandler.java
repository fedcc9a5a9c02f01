package io.freshet.sinks.delta.table;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import io.freshet.sinks.delta.s3.S3Files;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Gives a file of Kernel its name only after all of it was written.
 *
 * <p>Kernel's own handler closes a file that it could not finish, and closing gives the file its
 * name. A task that is cancelled while it writes a checkpoint of the log would leave one that
 * cannot be read, or worse: one that can, and lacks files. Where a file has a folder it is written
 * there under another name; on S3, where a new name would be a copy, on this machine. Thread-safe.
 */
final class AtomicParquetHandler implements ParquetHandler {
  private final ParquetHandler kernel;
  private final Configuration hadoop;

  AtomicParquetHandler(ParquetHandler kernel, Configuration hadoop) {
    this.kernel = kernel;
    this.hadoop = hadoop;
  }

  @Override
  public CloseableIterator<FileReadResult> readParquetFiles(
      CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate)
      throws IOException {
    return kernel.readParquetFiles(files, schema, predicate);
  }

  @Override
  public CloseableIterator<DataFileStatus> writeParquetFiles(
      String directory, CloseableIterator<FilteredColumnarBatch> data, List<Column> statistics)
      throws IOException {
    return kernel.writeParquetFiles(directory, data, statistics);
  }

  @Override
  public void writeParquetFileAtomically(String path, CloseableIterator<FilteredColumnarBatch> data)
      throws IOException {
    Path target = new Path(path);
    if (!TablePaths.isLocal(path)) {
      upload(data, target);
      return;
    }
    Path unfinished =
        new Path(
            target.getParent(), "." + target.getName() + "." + UUID.randomUUID() + ".unfinished");
    FileSystem files = target.getFileSystem(hadoop);
    boolean named = false;
    try {
      kernel.writeParquetFileAtomically(unfinished.toString(), data);
      named = files.rename(unfinished, target);
      if (!named) {
        throw files.exists(target)
            ? new FileAlreadyExistsException(path)
            : new IOException("'" + unfinished + "' could not be renamed to '" + target + "'");
      }
    } finally {
      if (!named) {
        files.delete(unfinished, false);
      }
    }
  }

  private void upload(CloseableIterator<FilteredColumnarBatch> data, Path target)
      throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("freshet-delta");
    java.nio.file.Path finished = folder.resolve(target.getName());
    try {
      kernel.writeParquetFileAtomically("file:" + finished, data);
      S3Files.upload(finished, target, hadoop);
    } finally {
      try (Stream<java.nio.file.Path> files = Files.list(folder)) {
        for (java.nio.file.Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
