package io.freshet.defs.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one sort of object.
 *
 * @param title what the object is called, such as {@code FeatureView}
 * @param label how messages name an object of the sort, such as {@code view}
 * @param meaning one or two sentences for readers
 * @param keys its keys
 * @param planned keys that a later version will know, with what to do until then
 */
public record Shape(
    String title, String label, String meaning, List<Key> keys, Map<String, String> planned) {
  public Shape {
    keys = List.copyOf(keys);
    planned = Map.copyOf(planned);
  }

  /** An object of the sort, with its article. */
  public String article() {
    return ("aeiou".indexOf(label.charAt(0)) < 0 ? "a " : "an ") + label;
  }

  /** Names of the keys, in order. */
  public List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  /** The key called {@code name}. */
  public Optional<Key> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }
}
