package io.freshet.defs.yaml;

import io.freshet.defs.fault.Position;
import java.util.List;

/**
 * A list.
 *
 * @param items its items
 * @param at where it begins
 */
public record YamlList(List<YamlValue> items, Position at) implements YamlValue {
  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
