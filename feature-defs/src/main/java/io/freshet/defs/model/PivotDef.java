package io.freshet.defs.model;

import io.freshet.defs.yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature's pivot.
 *
 * @param column null when it was faulty
 */
public record PivotDef(@Nullable Scalar column, List<PivotValueDef> values) {
  public PivotDef {
    values = List.copyOf(values);
  }

  /**
   * A value with a feature of its own.
   *
   * @param label what it adds to the feature's name
   */
  public record PivotValueDef(Scalar value, String label) {}
}
