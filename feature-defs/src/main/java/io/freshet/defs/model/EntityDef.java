package io.freshet.defs.model;

import io.freshet.defs.yaml.Scalar;
import io.freshet.schemas.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An Entity. */
public record EntityDef(Scalar name, List<JoinKeyDef> keys) {
  public EntityDef {
    keys = List.copyOf(keys);
  }

  /**
   * A join key.
   *
   * @param type null when it was faulty
   */
  public record JoinKeyDef(Scalar name, @Nullable ValueType type) {}

  /** Names of the join keys. */
  public List<String> keyNames() {
    return keys.stream().map(key -> key.name().text()).toList();
  }
}
