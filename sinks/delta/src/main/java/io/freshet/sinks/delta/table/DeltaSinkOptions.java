package io.freshet.sinks.delta.table;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where and how tables are written.
 *
 * @param root folder of all tables, {@code file:///var/freshet} or a plain path; a table stands at
 *     {@code <root>/<pipeline>/<view>}
 * @param hadoop Hadoop properties for file systems and log stores, over Freshet's own
 * @param targetFileSize bytes after which a data file is closed and the next one begun
 */
public record DeltaSinkOptions(String root, Map<String, String> hadoop, long targetFileSize)
    implements Serializable {

  /** {@code targetFileSize} unless stated otherwise. */
  public static final long DEFAULT_TARGET_FILE_SIZE = 128L << 20;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if the root's file system cannot create a commit atomically,
   *     or the size is not positive
   */
  public DeltaSinkOptions {
    hadoop = Map.copyOf(hadoop);
    root = TablePaths.checkRoot(root);
    if (targetFileSize <= 0) {
      throw new IllegalArgumentException(
          "targetFileSize is " + targetFileSize + "; give a number of bytes above 0");
    }
  }

  /** Options with all defaults. */
  public static DeltaSinkOptions of(String root) {
    return new DeltaSinkOptions(root, Map.of(), DEFAULT_TARGET_FILE_SIZE);
  }

  /** The same options with Hadoop properties. */
  public DeltaSinkOptions withHadoop(Map<String, String> properties) {
    return new DeltaSinkOptions(root, properties, targetFileSize);
  }

  /** The same options with another size of data files, in bytes. */
  public DeltaSinkOptions withTargetFileSize(long bytes) {
    return new DeltaSinkOptions(root, hadoop, bytes);
  }

  /** Without the values of Hadoop properties, among which are secrets. */
  @Override
  public String toString() {
    return "DeltaSinkOptions[root="
        + root
        + ", hadoop="
        + new TreeSet<>(hadoop.keySet())
        + ", targetFileSize="
        + targetFileSize
        + "]";
  }
}
