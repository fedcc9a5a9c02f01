package io.freshet.jobs.training.report;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task has written.
 *
 * @param files names of its files
 * @param tally what it counted on the way
 * @param digest of its rows
 */
public record Written(List<String> files, SetTally tally, RowDigest digest)
    implements Serializable {
  public Written {
    files = List.copyOf(files);
  }

  /** This and what another task has written. The counts of both go into those of this one. */
  public Written with(Written other) {
    List<String> all = new ArrayList<>(files);
    all.addAll(other.files);
    tally.addAll(other.tally);
    digest.addAll(other.digest);
    return new Written(all, tally, digest);
  }
}
