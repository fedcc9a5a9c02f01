package io.freshet.sinks.delta.table;

import java.time.Instant;

/** Files of a commit that was restored from state are gone; nothing of it was committed. */
public final class DeltaFilesMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private DeltaFilesMissingException(String message) {
    super(message);
  }

  static DeltaFilesMissingException of(
      String table, PendingCommit commit, int missing, DataFile first) {
    long rows = commit.files().stream().mapToLong(DataFile::rows).sum();
    return new DeltaFilesMissingException(
        "The savepoint or checkpoint has a commit of "
            + rows
            + " rows to "
            + table
            + ", sealed at "
            + Instant.ofEpochMilli(commit.sealedAt())
            + ", of whose "
            + commit.files().size()
            + " files "
            + missing
            + " are gone, "
            + first.path()
            + " for one. Nothing was committed. Was the table moved, or vacuumed with a retention"
            + " that is shorter than the age of this savepoint? Bring the files back, or start"
            + " from another savepoint: an older one computes the rows again");
  }
}
