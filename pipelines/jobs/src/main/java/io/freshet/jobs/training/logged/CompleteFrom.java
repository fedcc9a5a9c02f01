package io.freshet.jobs.training.logged;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Since when all events have been counted, from what the pipeline left in its table. */
final class CompleteFrom {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEMBER = "completeFrom";

  private CompleteFrom() {}

  /** UTC milliseconds by feature; a feature that is missing is not known to be complete. */
  static Map<String, Long> read(Optional<String> domain) {
    Map<String, Long> since = new HashMap<>();
    if (domain.isPresent()) {
      try {
        JsonNode features = JSON.readTree(domain.get()).path(MEMBER);
        features
            .fields()
            .forEachRemaining(
                feature -> {
                  if (feature.getValue().isIntegralNumber()) {
                    since.put(feature.getKey(), feature.getValue().asLong());
                  }
                });
      } catch (JsonProcessingException e) {
        // of another version; then nothing is known
        return Map.of();
      }
    }
    return since;
  }
}
