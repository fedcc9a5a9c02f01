package io.freshet.defs.env;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sections of an environment file. */
enum Section {
  KAFKA("bootstrap.servers", "kafka: {bootstrap.servers: \"localhost:9092\"}"),
  REGISTRY("url", "registry: {url: \"http://localhost:8081\"}"),
  ONLINE("uri", "online: {uri: \"redis://localhost:6379\"}"),
  OFFLINE("root", "offline: {root: \"file:///var/freshet\"}"),
  FLINK(null, "flink: {parallelism.default: 2}");

  private final @Nullable String required;
  private final String example;

  Section(@Nullable String required, String example) {
    this.required = required;
    this.example = example;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The property that the section must have; null if there is none. */
  @Nullable String required() {
    return required;
  }

  String example() {
    return example;
  }

  static @Nullable Section byKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst().orElse(null);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Section::key).toList();
  }
}
