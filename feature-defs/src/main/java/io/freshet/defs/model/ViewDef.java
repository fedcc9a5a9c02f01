package io.freshet.defs.model;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.OfflinePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.defs.yaml.Scalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A FeatureView. Durations are milliseconds.
 *
 * @param about what it says to people
 * @param entity null when it was faulty
 * @param ttl null when it was not given
 * @param offline how rows are logged
 * @param derived those that have a name
 */
public record ViewDef(
    Scalar name,
    About about,
    @Nullable Scalar entity,
    long freshness,
    @Nullable TtlDef ttl,
    OfflinePlan offline,
    List<ViewSourceDef> sources,
    List<DerivedDef> derived) {
  public ViewDef {
    sources = List.copyOf(sources);
    derived = List.copyOf(derived);
  }

  /**
   * What a view says to people; description and owner are null when they were not given.
   *
   * @param tags texts by name, in their order
   */
  public record About(
      @Nullable String description, @Nullable String owner, Map<String, String> tags) {
    public About {
      tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
  }

  /** A time to live, with its place. */
  public record TtlDef(Scalar text, long millis) {}

  /** What the view takes from a source; {@code source} is null when it was faulty. */
  public record ViewSourceDef(
      @Nullable Scalar source, List<JoinKeyMapping> keys, List<FeatureDef> features) {
    public ViewSourceDef {
      keys = List.copyOf(keys);
      features = List.copyOf(features);
    }
  }

  /** The expression that yields a join key. */
  public record JoinKeyMapping(Scalar key, Scalar expression) {}

  /**
   * A feature.
   *
   * @param name null when it was faulty, as {@code function}
   * @param pivot null without one
   */
  public record FeatureDef(
      @Nullable Scalar name,
      @Nullable AggregateFunction function,
      FunctionOptions options,
      @Nullable Scalar value,
      @Nullable Scalar where,
      @Nullable PivotDef pivot,
      List<WindowDef> windows,
      @Nullable Scalar defaultValue) {
    public FeatureDef {
      windows = List.copyOf(windows);
    }
  }

  /**
   * A window.
   *
   * @param label what it adds to the feature's name; empty for nothing
   * @param text the value that says its size
   */
  public record WindowDef(WindowPlan plan, String label, Scalar text) {}
}
