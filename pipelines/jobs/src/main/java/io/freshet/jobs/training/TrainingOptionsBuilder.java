package io.freshet.jobs.training;

import io.freshet.sinks.delta.scan.TableVersion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers {@link TrainingOptions}, which say what each of them means. Not thread-safe. */
public final class TrainingOptionsBuilder {
  private final String labels;
  private final String labelTime;
  private final List<FeatureRequest> features;
  private final String out;
  private TrainingMode mode = TrainingMode.LOGGED;
  private SetFormat format;
  private boolean inclusive;
  private TableVersion version = TableVersion.LATEST;
  private Map<String, TableVersion> versions = Map.of();
  private @Nullable Long maxAge;
  private Map<String, String> keys = Map.of();
  private boolean prefix;
  private boolean withTimes;
  private int parallelism;
  private int labelsInMemory;
  private long targetFileSize = TrainingOptions.DEFAULT_TARGET_FILE_SIZE;

  TrainingOptionsBuilder(
      String labels, String labelTime, List<FeatureRequest> features, String out) {
    this.labels = labels;
    this.labelTime = labelTime;
    this.features = features;
    this.out = out;
    this.format = SetFormat.of(out);
  }

  public TrainingOptionsBuilder mode(TrainingMode other) {
    mode = other;
    return this;
  }

  /** By default what the path suggests, see {@link SetFormat#of}. */
  public TrainingOptionsBuilder format(SetFormat other) {
    format = other;
    return this;
  }

  public TrainingOptionsBuilder inclusive(boolean other) {
    inclusive = other;
    return this;
  }

  public TrainingOptionsBuilder version(TableVersion other) {
    version = other;
    return this;
  }

  public TrainingOptionsBuilder versions(Map<String, TableVersion> other) {
    versions = other;
    return this;
  }

  public TrainingOptionsBuilder maxAge(@Nullable Long other) {
    maxAge = other;
    return this;
  }

  public TrainingOptionsBuilder keys(Map<String, String> other) {
    keys = other;
    return this;
  }

  public TrainingOptionsBuilder prefix(boolean other) {
    prefix = other;
    return this;
  }

  public TrainingOptionsBuilder withTimes(boolean other) {
    withTimes = other;
    return this;
  }

  public TrainingOptionsBuilder parallelism(int other) {
    parallelism = other;
    return this;
  }

  public TrainingOptionsBuilder labelsInMemory(int other) {
    labelsInMemory = other;
    return this;
  }

  public TrainingOptionsBuilder targetFileSize(long other) {
    targetFileSize = other;
    return this;
  }

  public TrainingOptions build() {
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
        labelsInMemory,
        targetFileSize);
  }
}
