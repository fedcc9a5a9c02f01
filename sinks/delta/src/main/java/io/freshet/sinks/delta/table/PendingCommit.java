package io.freshet.sinks.delta.table;

import java.util.List;

/**
 * Files that one transaction adds to the table, and the name by which the table knows whether it
 * has done so. See {@code DeltaSink} for where names come from.
 *
 * @param application Delta's application id
 * @param version Delta's transaction version: the checkpoint
 * @param sealedAt when the last file was known, UTC milliseconds
 * @param files the files, at least one
 */
public record PendingCommit(String application, long version, long sealedAt, List<DataFile> files) {
  /** Copies the files. */
  public PendingCommit {
    files = List.copyOf(files);
  }
}
