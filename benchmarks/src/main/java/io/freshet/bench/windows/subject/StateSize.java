package io.freshet.bench.windows.subject;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What the keyed state of a running job takes in RocksDB: the bytes of live SST files after a full
 * compaction.
 *
 * <p>A savepoint in RocksDB's own form holds the files of the database as they are after a flush.
 * They are put together to a database again, which is compacted, so that what has been overwritten
 * or deleted does not count; then RocksDB is asked for the size of its live files. Timers are state
 * and count. Compression is that of the job, LZ4.
 */
final class StateSize {
  private static final String LIVE_FILES = "rocksdb.live-sst-files-size";
  private static final long PATIENCE_SECONDS = 120;

  private StateSize() {}

  /**
   * Measures.
   *
   * @param directory for copies
   */
  static long of(JobClient job, Path directory) throws Exception {
    String savepoint =
        job.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.NATIVE)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    long sum = 0;
    int number = 0;
    for (IncrementalRemoteKeyedStateHandle handle : databases(Path.of(URI.create(savepoint)))) {
      Path copy = Files.createDirectories(directory.resolve("db-" + number++));
      copy(handle.getSharedState(), copy);
      copy(handle.getPrivateState(), copy);
      sum += compactedSize(copy);
    }
    return sum;
  }

  private static List<IncrementalRemoteKeyedStateHandle> databases(Path savepoint)
      throws IOException {
    CheckpointMetadata metadata;
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      metadata =
          Checkpoints.loadCheckpointMetadata(
              in, StateSize.class.getClassLoader(), savepoint.toUri().toString());
    }
    List<IncrementalRemoteKeyedStateHandle> found = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState task : operator.getStates()) {
        for (KeyedStateHandle handle : task.getManagedKeyedState()) {
          found.add((IncrementalRemoteKeyedStateHandle) handle);
        }
      }
    }
    return found;
  }

  private static void copy(List<HandleAndLocalPath> files, Path to) throws IOException {
    for (HandleAndLocalPath file : files) {
      try (InputStream in = file.getHandle().openInputStream()) {
        Files.copy(in, to.resolve(file.getLocalPath()));
      }
    }
  }

  private static long compactedSize(Path path) throws RocksDBException {
    // the name under which Flink's lists append
    try (ColumnFamilyOptions family =
        new ColumnFamilyOptions()
            .setMergeOperatorName("stringappendtest")
            .setCompressionType(CompressionType.LZ4_COMPRESSION)) {
      return compactedSize(path, family);
    }
  }

  private static long compactedSize(Path path, ColumnFamilyOptions family) throws RocksDBException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, path.toString())) {
        families.add(new ColumnFamilyDescriptor(name, family));
      }
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        CompactRangeOptions all =
            new CompactRangeOptions()
                .setBottommostLevelCompaction(
                    CompactRangeOptions.BottommostLevelCompaction.kForce);
        RocksDB db = RocksDB.open(options, path.toString(), families, handles)) {
      long sum = 0;
      for (ColumnFamilyHandle handle : handles) {
        db.compactRange(handle, null, null, all);
        sum += db.getLongProperty(handle, LIVE_FILES);
        handle.close();
      }
      return sum;
    }
  }
}
