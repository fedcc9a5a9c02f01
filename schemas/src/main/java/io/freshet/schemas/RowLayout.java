package io.freshet.schemas;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a packed row holds: the join keys of its entity and its features, in order.
 *
 * <p>The {@linkplain #fingerprint() fingerprint} stands in each row; readers find the layout by it,
 * so rows written under an older definition stay readable. Immutable.
 *
 * @param pipeline name of the pipeline
 * @param view name of the feature view
 * @param keys join keys, in the order of the entity's definition
 * @param features features, in the order of their values in a row
 * @param implied for features that are not NULL where a row says nothing of them, the value that
 *     they have there, as {@link ValueType#format} writes it: what most rows have takes no room
 */
public record RowLayout(
    String pipeline,
    String view,
    List<Field> keys,
    List<Field> features,
    Map<String, String> implied)
    implements Serializable {

  public RowLayout {
    keys = List.copyOf(keys);
    features = List.copyOf(features);
    implied = Map.copyOf(implied);
  }

  /** A layout whose features are NULL where a row says nothing of them. */
  public RowLayout(String pipeline, String view, List<Field> keys, List<Field> features) {
    this(pipeline, view, keys, features, Map.of());
  }

  /**
   * 64-bit FNV-1a hash over the names and types of keys and features and what is implied of them.
   * It does not depend on the names of pipeline and view.
   */
  public long fingerprint() {
    long hash = 0xcbf29ce484222325L;
    for (byte b : describe().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** The fingerprint as 16 hexadecimal digits, as it names the layout in the online store. */
  public String fingerprintHex() {
    return String.format("%016x", fingerprint());
  }

  /** Position of each feature by name. */
  public Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < features.size(); i++) {
      positions.put(features.get(i).name(), i);
    }
    return positions;
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    keys.forEach(f -> text.append(f.name()).append(':').append(f.type()).append('\n'));
    text.append('\n');
    for (Field feature : features) {
      text.append(feature.name()).append(':').append(feature.type());
      String value = implied.get(feature.name());
      if (value != null) {
        text.append('=').append(value);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
