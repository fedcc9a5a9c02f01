package io.freshet.jobs.training.manifest;

/**
 * Labels as they were read.
 *
 * @param path the file or folder
 * @param format what they are stored in
 * @param digest of the files' bytes; of a Delta table its id
 * @param version DELTA: the table's version; else -1
 * @param rows number of labels
 */
public record LabelsRead(String path, String format, String digest, long version, long rows) {

  /** Whether the same was read, wherever it stood. */
  public boolean isSameAs(LabelsRead other) {
    return format.equals(other.format) && digest.equals(other.digest) && version == other.version;
  }

  /** The same with another number of labels. */
  public LabelsRead withRows(long other) {
    return new LabelsRead(path, format, digest, version, other);
  }
}
