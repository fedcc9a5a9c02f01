package io.freshet.defs.yaml;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.fault.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping, with its entries in the order of the file, repeated keys included.
 *
 * @param entries its entries
 * @param at where it begins
 */
public record YamlMap(List<Entry> entries, Position at) implements YamlValue {
  public YamlMap {
    entries = List.copyOf(entries);
  }

  /** A key and its value. */
  public record Entry(Scalar key, YamlValue value) {}

  /** The entries without those that repeat a key, which are reported. */
  public List<Entry> distinct(Findings findings) {
    Map<String, Entry> first = new HashMap<>();
    List<Entry> distinct = new ArrayList<>();
    for (Entry entry : entries) {
      Entry earlier = first.putIfAbsent(entry.key().text(), entry);
      if (earlier == null) {
        distinct.add(entry);
      } else {
        findings.report(
            entry.key().at(),
            FaultKind.DUPLICATE_KEY,
            entry.key().text(),
            earlier.key().at().line());
      }
    }
    return distinct;
  }

  @Override
  public String describe() {
    return "a mapping";
  }
}
