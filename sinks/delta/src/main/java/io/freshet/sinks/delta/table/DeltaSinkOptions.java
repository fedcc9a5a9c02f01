package io.freshet.sinks.delta.table;

import io.freshet.sinks.delta.s3.S3Property;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where and how tables are written.
 *
 * @param root folder of all tables, {@code file:///var/freshet}, a plain path or {@code
 *     s3://bucket/prefix}; a table stands at {@code <root>/<pipeline>/<view>}
 * @param hadoop properties of the store: those of {@link S3Property}, and any that Hadoop knows
 * @param targetFileSize bytes after which a data file is closed and the next one begun
 */
public record DeltaSinkOptions(String root, Map<String, String> hadoop, long targetFileSize)
    implements Serializable {

  /** {@code targetFileSize} unless stated otherwise. */
  public static final long DEFAULT_TARGET_FILE_SIZE = 128L << 20;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if the root's file system cannot create a commit atomically, a
   *     property is at fault, or the size is not positive
   */
  public DeltaSinkOptions {
    hadoop = Map.copyOf(hadoop);
    S3Property.check(hadoop);
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

  /** The same options with properties of the store. */
  public DeltaSinkOptions withHadoop(Map<String, String> properties) {
    return new DeltaSinkOptions(root, properties, targetFileSize);
  }

  /** The same options with another size of data files, in bytes. */
  public DeltaSinkOptions withTargetFileSize(long bytes) {
    return new DeltaSinkOptions(root, hadoop, bytes);
  }

  /** Without the values of properties, among which are secrets. */
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
