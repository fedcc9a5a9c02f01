package io.freshet.jobs.training.labels;

import io.freshet.jobs.training.manifest.Digests;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.PackedColumn;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How labels are read.
 *
 * @param format what they are stored in
 * @param path the file or folder
 * @param read the columns as they are read
 * @param stored their names in files
 * @param set the same columns as they stand in the set, some with the type that was read into them
 * @param time position of the label's time
 * @param keys for each view of the set where its join keys are
 * @param delimiter CSV: what separates fields
 * @param splits what there is to read
 * @param files CSV and PARQUET: the files, in order
 * @param hadoop Hadoop properties
 * @param version DELTA: the table's version, else -1
 * @param table DELTA: the table's id, else empty
 */
public record LabelPlan(
    LabelFormat format,
    String path,
    List<PackedColumn> read,
    List<String> stored,
    List<PackedColumn> set,
    int time,
    List<List<KeyColumn>> keys,
    char delimiter,
    List<LabelSplit> splits,
    List<String> files,
    Map<String, String> hadoop,
    long version,
    String table)
    implements Serializable {

  public LabelPlan {
    read = List.copyOf(read);
    stored = List.copyOf(stored);
    set = List.copyOf(set);
    keys = List.copyOf(keys);
    splits = List.copyOf(splits);
    files = List.copyOf(files);
    hadoop = Map.copyOf(hadoop);
  }

  /** What the labels are, so that it can be seen whether others are the same. */
  public LabelsRead describe(long rows) {
    String digest =
        format == LabelFormat.DELTA
            ? table
            : Digests.ofFiles(files.stream().map(Path::of).toList());
    return new LabelsRead(path, format.label(), digest, version, rows);
  }

  /**
   * Where a join key is.
   *
   * @param position of its column
   * @param key the key
   */
  public record KeyColumn(int position, Field key) implements Serializable {}
}
