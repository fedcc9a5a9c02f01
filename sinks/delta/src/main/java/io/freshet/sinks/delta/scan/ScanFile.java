package io.freshet.sinks.delta.scan;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data file of a table.
 *
 * @param path where it is, as Hadoop writes it
 * @param size bytes
 * @param smallest for each column of times of which the log says it, a time that no row is before,
 *     UTC milliseconds; by name in the file
 * @param partitions values of the partition columns, by name in the file; empty text for NULL
 * @param deleted rows that are no more; null: none
 */
public record ScanFile(
    String path,
    long size,
    Map<String, Long> smallest,
    Map<String, String> partitions,
    @Nullable DeletedRows deleted)
    implements Serializable {

  public ScanFile {
    smallest = Map.copyOf(smallest);
    partitions = Map.copyOf(partitions);
  }
}
