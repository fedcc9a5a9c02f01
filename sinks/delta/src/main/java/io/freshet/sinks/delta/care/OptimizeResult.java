package io.freshet.sinks.delta.care;

import io.freshet.sinks.delta.table.DataFile;
import java.util.List;

/**
 * What compaction did. Without commits there was nothing to gain.
 *
 * @param commits versions that it made
 * @param filesRemoved files that were merged
 * @param filesAdded files that hold their rows now
 * @param bytesRemoved bytes of the first
 * @param bytesAdded bytes of the second
 * @param rows rows that moved
 */
public record OptimizeResult(
    int commits, int filesRemoved, int filesAdded, long bytesRemoved, long bytesAdded, long rows) {
  static final OptimizeResult NOTHING = new OptimizeResult(0, 0, 0, 0, 0, 0);

  OptimizeResult plus(List<LiveFile> old, List<DataFile> files) {
    return new OptimizeResult(
        commits + 1,
        filesRemoved + old.size(),
        filesAdded + files.size(),
        bytesRemoved + old.stream().mapToLong(LiveFile::size).sum(),
        bytesAdded + files.stream().mapToLong(DataFile::size).sum(),
        rows + files.stream().mapToLong(DataFile::rows).sum());
  }
}
