package io.freshet.jobs.training;

import io.freshet.sinks.delta.scan.TableVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training set shall be made of. Immutable.
 *
 * @param labels file or folder of the labels
 * @param labelTime the labels' column with their times
 * @param features what is asked for, by view, in the order of the set's columns
 * @param mode where values come from
 * @param out where the set goes; nothing may be there
 * @param format how it is written
 * @param inclusive whether a value counts that became known at exactly the label's time
 * @param version which version of each view's table is read, unless {@code versions} says
 * @param versions versions of single views' tables
 * @param maxAge milliseconds before a label's time before which a row counts as missing; null: none
 * @param keys label column of join keys that are not named as their column; by {@code key} or
 *     {@code view.key}
 * @param prefix whether feature columns are called {@code <view>__<feature>}
 * @param withTimes whether each view's {@code feature_timestamp} and {@code available_at} are
 *     columns
 * @param parallelism number of parallel tasks; 0: what the environment says, else one for each core
 * @param labelsInMemory number of labels up to which each task that reads a table holds all of
 *     them; 0: what memory allows, at most {@link #MOST_LABELS_IN_MEMORY}
 * @param targetFileSize bytes after which a file of the set is closed and the next one begun
 */
public record TrainingOptions(
    String labels,
    String labelTime,
    List<FeatureRequest> features,
    TrainingMode mode,
    String out,
    SetFormat format,
    boolean inclusive,
    TableVersion version,
    Map<String, TableVersion> versions,
    @Nullable Long maxAge,
    Map<String, String> keys,
    boolean prefix,
    boolean withTimes,
    int parallelism,
    int labelsInMemory,
    long targetFileSize) {

  /** Number of labels that tasks hold at most unless they are told to. */
  public static final int MOST_LABELS_IN_MEMORY = 5_000_000;

  /** {@code targetFileSize} unless stated otherwise. */
  public static final long DEFAULT_TARGET_FILE_SIZE = 128L << 20;

  public TrainingOptions {
    features = List.copyOf(features);
    versions = Map.copyOf(versions);
    keys = Map.copyOf(keys);
  }

  /** Options with logged values as of now; all else by default, and to be changed. */
  public static TrainingOptionsBuilder of(
      String labels, String labelTime, List<FeatureRequest> features, String out) {
    return new TrainingOptionsBuilder(labels, labelTime, features, out);
  }

  /** The version of a view's table that is asked for. */
  public TableVersion version(String view) {
    return versions.getOrDefault(view, version);
  }

  /** The same with another number of labels in memory. */
  public TrainingOptions withLabelsInMemory(int other) {
    return new TrainingOptions(
        labels,
        labelTime,
        features,
        mode,
        out,
        format,
        inclusive,
        version,
        versions,
        maxAge,
        keys,
        prefix,
        withTimes,
        parallelism,
        other,
        targetFileSize);
  }
}
