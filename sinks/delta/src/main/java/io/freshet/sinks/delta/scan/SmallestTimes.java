package io.freshet.sinks.delta.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** The smallest values of columns of times, from Delta's statistics of a file. */
final class SmallestTimes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SmallestTimes() {}

  /** By column, UTC milliseconds. Statistics that cannot be read say nothing. */
  static Map<String, Long> of(String statistics) {
    Map<String, Long> smallest = new HashMap<>();
    try {
      JsonNode values = JSON.readTree(statistics).path("minValues");
      values
          .fields()
          .forEachRemaining(
              column -> {
                if (column.getValue().isTextual() && looksLikeTime(column.getValue().asText())) {
                  put(smallest, column.getKey(), column.getValue().asText());
                }
              });
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return smallest;
  }

  /** Texts of other columns are not worth an exception each. */
  private static boolean looksLikeTime(String text) {
    return text.length() >= 20 && text.charAt(4) == '-' && text.charAt(10) == 'T';
  }

  private static void put(Map<String, Long> smallest, String column, String text) {
    try {
      smallest.put(column, OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      // a text that only looks like a time
    }
  }
}
