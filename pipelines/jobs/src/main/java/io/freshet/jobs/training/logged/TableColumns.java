package io.freshet.jobs.training.logged;

import io.freshet.sinks.delta.packed.PackedColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a feature table that are read, with their names in its files.
 *
 * @param keys join keys
 * @param available when the row became readable
 * @param featureTimestamp as-of time
 * @param generation generation
 * @param sequence sequence
 * @param features features that are looked up
 */
record TableColumns(
    List<PackedColumn> keys,
    String available,
    String featureTimestamp,
    String generation,
    String sequence,
    List<PackedColumn> features)
    implements Serializable {

  TableColumns {
    keys = List.copyOf(keys);
    features = List.copyOf(features);
  }

  /** Names of all columns that say whose row it is and which version. */
  List<String> versions() {
    List<String> names = new ArrayList<>(keys.stream().map(PackedColumn::name).toList());
    names.addAll(List.of(available, featureTimestamp, generation, sequence));
    return names;
  }

  /** Names of the features' columns. */
  List<String> values() {
    return features.stream().map(PackedColumn::name).toList();
  }
}
