package io.freshet.sinks.delta.s3;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Properties of an offline store on S3, under the names that Flink's own S3 file systems give them.
 * Whatever else S3A knows can be set by its own name, {@code fs.s3a.*}.
 */
public enum S3Property {
  ENDPOINT(
      "s3.endpoint",
      "fs.s3a.endpoint",
      "Amazon's",
      "URL of the store, such as `https://minio.example.com:9000`."),
  REGION(
      "s3.endpoint.region",
      "fs.s3a.endpoint.region",
      "`us-east-1` with `s3.endpoint`, else found out",
      "Region of the bucket; most other stores than Amazon's take any."),
  PATH_STYLE(
      "s3.path.style.access",
      "fs.s3a.path.style.access",
      "`true` with `s3.endpoint`, else `false`",
      "Whether the bucket stands in the URL's path, not in its host."),
  ACCESS_KEY(
      "s3.access-key",
      "fs.s3a.access.key",
      "see below",
      "Id of the access key. Both parts of the key, or none."),
  SECRET_KEY(
      "s3.secret-key", "fs.s3a.secret.key", "see below", "The access key's secret: `${NAME}`."),
  SESSION_TOKEN(
      "s3.session-token",
      "fs.s3a.session.token",
      "none",
      "Token of temporary credentials: `${NAME}`."),
  SINGLE_WRITER(
      "single_writer",
      "freshet.single-writer",
      "`false`",
      "`true` states that of all processes only one ever writes to a table, so that a store without"
          + " conditional puts will do. Where that does not hold, rows are lost.");

  private static final String PREFIX = "s3.";

  private final String key;
  private final String hadoop;
  private final String fallback;
  private final String description;

  S3Property(String key, String hadoop, String fallback, String description) {
    this.key = key;
    this.hadoop = hadoop;
    this.fallback = fallback;
    this.description = description;
  }

  /** The name in an environment's section {@code offline}. */
  public String key() {
    return key;
  }

  /** What holds without the property, as Markdown. */
  public String fallback() {
    return fallback;
  }

  /** One or two sentences of Markdown. */
  public String description() {
    return description;
  }

  /** The name that Hadoop knows. */
  String hadoop() {
    return hadoop;
  }

  /**
   * Checks an offline store's properties, those of Hadoop excepted.
   *
   * @throws IllegalArgumentException if one is unknown or has a value that means nothing. Values
   *     are not in the message
   */
  public static void check(Map<String, String> properties) {
    for (String name : properties.keySet()) {
      if (name.startsWith(PREFIX) && byKey(name) == null) {
        throw new IllegalArgumentException(
            "The offline store has no property '" + name + "'; those of S3 are " + keys());
      }
    }
    for (S3Property flag : List.of(PATH_STYLE, SINGLE_WRITER)) {
      String value = properties.get(flag.key);
      if (value != null && !value.equals("true") && !value.equals("false")) {
        throw new IllegalArgumentException(
            "The offline store's property '" + flag.key + "' is neither true nor false");
      }
    }
    if (properties.containsKey(ACCESS_KEY.key) != properties.containsKey(SECRET_KEY.key)) {
      throw new IllegalArgumentException(
          "Of '%s' and '%s' one is missing; give both, or none for the credentials of the machine"
              .formatted(ACCESS_KEY.key, SECRET_KEY.key));
    }
  }

  /** Sets what the properties say, and defaults, in a configuration. */
  public static void apply(Map<String, String> properties, Configuration hadoop) {
    if (properties.containsKey(ENDPOINT.key)) {
      hadoop.set(REGION.hadoop, "us-east-1");
      hadoop.set(PATH_STYLE.hadoop, "true");
    }
    properties.forEach(
        (name, value) -> {
          S3Property known = byKey(name);
          hadoop.set(known == null ? name : known.hadoop, value);
        });
  }

  /** Whether a configuration says that only one process writes. */
  static boolean isSingleWriter(Configuration hadoop) {
    return hadoop.getBoolean(SINGLE_WRITER.hadoop, false);
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(S3Property::key).toList();
  }

  private static @Nullable S3Property byKey(String key) {
    return Arrays.stream(values()).filter(p -> p.key.equals(key)).findFirst().orElse(null);
  }
}
