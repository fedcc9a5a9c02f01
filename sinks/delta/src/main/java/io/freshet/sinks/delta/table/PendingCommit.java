package io.freshet.sinks.delta.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that one transaction adds to the table, and the name by which the table knows whether it
 * has done so. See {@code DeltaSink} for where names come from.
 *
 * @param application Delta's application id
 * @param version Delta's transaction version: the checkpoint
 * @param sealedAt when the last file was known, UTC milliseconds
 * @param files the files, at least one
 * @param metadata what the table shall tell of them; null where there is nothing to tell
 */
public record PendingCommit(
    String application,
    long version,
    long sealedAt,
    List<DataFile> files,
    @Nullable TableMetadata metadata) {
  /** Copies the files. */
  public PendingCommit {
    files = List.copyOf(files);
  }

  /** A commit of which the table tells nothing. */
  public PendingCommit(String application, long version, long sealedAt, List<DataFile> files) {
    this(application, version, sealedAt, files, null);
  }
}
