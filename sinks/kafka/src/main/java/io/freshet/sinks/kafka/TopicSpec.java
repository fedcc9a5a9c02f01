package io.freshet.sinks.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A topic as it is created where it is missing. Records get the time of their arrival at the broker
 * ({@code message.timestamp.type=LogAppendTime}); replicas are the broker's default number.
 *
 * @param name name of the topic
 * @param partitions number of partitions
 * @param config settings of the topic
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

  public TopicSpec {
    config = Map.copyOf(config);
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Topic '" + name + "' needs at least 1 partition, not " + partitions);
    }
  }

  /** A topic that keeps the newest record of each key. */
  public static TopicSpec compacted(String name, int partitions) {
    return arrivalTimed(name, partitions, "cleanup.policy", "compact");
  }

  /** A topic that keeps its records for {@code retention}. */
  public static TopicSpec retained(String name, int partitions, Duration retention) {
    return arrivalTimed(name, partitions, "retention.ms", Long.toString(retention.toMillis()));
  }

  /** A topic that keeps its records for ever. */
  public static TopicSpec unlimited(String name, int partitions) {
    return arrivalTimed(name, partitions, "retention.ms", "-1");
  }

  /** The same with one setting more. */
  public TopicSpec with(String key, String value) {
    Map<String, String> more = new HashMap<>(config);
    more.put(key, value);
    return new TopicSpec(name, partitions, more);
  }

  private static TopicSpec arrivalTimed(String name, int partitions, String key, String value) {
    return new TopicSpec(
        name, partitions, Map.of("message.timestamp.type", "LogAppendTime", key, value));
  }
}
