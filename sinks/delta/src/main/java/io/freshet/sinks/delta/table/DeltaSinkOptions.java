package io.freshet.sinks.delta.table;

import io.freshet.sinks.delta.s3.S3Property;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where and how tables are written.
 *
 * @param root folder of all tables, {@code file:///var/freshet}, a plain path or {@code
 *     s3://bucket/prefix}; a table stands at {@code <root>/<pipeline>/<view>}
 * @param hadoop properties of the store: those of {@link S3Property}, and any that Hadoop knows
 * @param targetFileSize bytes after which a data file is closed and the next one begun
 * @param maxFileAge time after which it is, however small it is; each checkpoint closes all files
 *     too, so that this matters to jobs with long intervals between them, or none
 */
public record DeltaSinkOptions(
    String root, Map<String, String> hadoop, long targetFileSize, Duration maxFileAge)
    implements Serializable {

  /** {@code targetFileSize} unless stated otherwise. */
  public static final long DEFAULT_TARGET_FILE_SIZE = 128L << 20;

  /** {@code maxFileAge} unless stated otherwise. */
  public static final Duration DEFAULT_MAX_FILE_AGE = Duration.ofMinutes(10);

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
    if (maxFileAge.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "maxFileAge is " + maxFileAge + "; give a millisecond or more");
    }
  }

  /** Options with all defaults. */
  public static DeltaSinkOptions of(String root) {
    return new DeltaSinkOptions(root, Map.of(), DEFAULT_TARGET_FILE_SIZE, DEFAULT_MAX_FILE_AGE);
  }

  /** The same options with properties of the store. */
  public DeltaSinkOptions withHadoop(Map<String, String> properties) {
    return new DeltaSinkOptions(root, properties, targetFileSize, maxFileAge);
  }

  /** The same options with another size of data files, in bytes. */
  public DeltaSinkOptions withTargetFileSize(long bytes) {
    return new DeltaSinkOptions(root, hadoop, bytes, maxFileAge);
  }

  /** The same options with another age of data files. */
  public DeltaSinkOptions withMaxFileAge(Duration age) {
    return new DeltaSinkOptions(root, hadoop, targetFileSize, age);
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
        + ", maxFileAge="
        + maxFileAge
        + "]";
  }
}
