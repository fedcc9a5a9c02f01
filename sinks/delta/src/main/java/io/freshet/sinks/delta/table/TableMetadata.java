package io.freshet.sinks.delta.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table tells of the rows that were committed last: the JSON of its domain metadata {@value
 * #DOMAIN}. Immutable.
 *
 * @param definition the definition of the view: the {@linkplain
 *     io.freshet.schemas.RowLayout#fingerprintHex() fingerprint} of its layout
 * @param watermark the event time, UTC milliseconds, up to which the stream had come when these
 *     rows were sealed: rows of events that are not late by then are in the table; null if the
 *     stream had no watermark
 * @param completeFrom for each feature the event time, UTC milliseconds, since when all events have
 *     been counted; a feature that is missing here is not known to be complete
 */
public record TableMetadata(
    String definition, @Nullable Long watermark, Map<String, Long> completeFrom) {
  /** Name of the domain. */
  public static final String DOMAIN = "freshet";

  private static final String DEFINITION = "definition";
  private static final String WATERMARK = "watermark";
  private static final String COMPLETE_FROM = "completeFrom";
  private static final ObjectMapper JSON = new ObjectMapper();

  public TableMetadata {
    completeFrom = Map.copyOf(completeFrom);
  }

  /**
   * Where it knows nothing of completeness, what {@code earlier} knew under the same definition.
   */
  TableMetadata after(TableMetadata earlier) {
    return completeFrom.isEmpty() && definition.equals(earlier.definition)
        ? new TableMetadata(definition, watermark, earlier.completeFrom)
        : this;
  }

  /** Writes the domain's JSON. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put(DEFINITION, definition);
    if (watermark != null) {
      root.put(WATERMARK, watermark);
    }
    ObjectNode since = root.putObject(COMPLETE_FROM);
    new TreeMap<>(completeFrom).forEach(since::put);
    return root.toString();
  }

  /**
   * Reads what {@link #toJson()} wrote; unknown members are passed over.
   *
   * @throws IllegalArgumentException if {@code json} is nothing of the kind
   */
  public static TableMetadata fromJson(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      Map<String, Long> completeFrom = new HashMap<>();
      root.path(COMPLETE_FROM)
          .fields()
          .forEachRemaining(since -> completeFrom.put(since.getKey(), since.getValue().asLong()));
      return new TableMetadata(
          root.required(DEFINITION).asText(),
          root.hasNonNull(WATERMARK) ? root.get(WATERMARK).asLong() : null,
          completeFrom);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The domain '" + DOMAIN + "' is no JSON: " + json, e);
    }
  }
}
