package io.freshet.sinks.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where and how rows are published. Immutable; its text form shows no values of properties, as they
 * may be secrets.
 *
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param registryUrl base of the Confluent API of the schema registry
 * @param registry client properties of the registry, such as {@code basic.auth.user.info}
 * @param guarantee AT_LEAST_ONCE or EXACTLY_ONCE for feature rows; dead letters are always
 *     published at least once
 * @param partitions partitions of topics that are created; existing topics keep theirs
 */
public record KafkaSinkOptions(
    Map<String, String> kafka,
    String registryUrl,
    Map<String, String> registry,
    DeliveryGuarantee guarantee,
    int partitions)
    implements Serializable {

  /** Partitions of a topic, unless said otherwise. */
  public static final int DEFAULT_PARTITIONS = 4;

  public KafkaSinkOptions {
    kafka = Map.copyOf(kafka);
    registry = Map.copyOf(registry);
    if (!kafka.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException(
          "Kafka properties lack bootstrap.servers; set kafka.bootstrap.servers in the environment"
              + " file");
    }
    if (guarantee == DeliveryGuarantee.NONE) {
      throw new IllegalArgumentException(
          "Rows cannot be published without a guarantee; use AT_LEAST_ONCE or EXACTLY_ONCE");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException("A topic has at least 1 partition, not " + partitions);
    }
  }

  /** At least once, with the default number of partitions and no registry properties. */
  public static KafkaSinkOptions of(Map<String, String> kafka, String registryUrl) {
    return new KafkaSinkOptions(
        kafka, registryUrl, Map.of(), DeliveryGuarantee.AT_LEAST_ONCE, DEFAULT_PARTITIONS);
  }

  /** The same with properties of the registry's client. */
  public KafkaSinkOptions withRegistry(Map<String, String> properties) {
    return new KafkaSinkOptions(kafka, registryUrl, properties, guarantee, partitions);
  }

  /** The same with another guarantee. */
  public KafkaSinkOptions withGuarantee(DeliveryGuarantee other) {
    return new KafkaSinkOptions(kafka, registryUrl, registry, other, partitions);
  }

  /** The same with another number of partitions for topics that are created. */
  public KafkaSinkOptions withPartitions(int other) {
    return new KafkaSinkOptions(kafka, registryUrl, registry, guarantee, other);
  }

  @Override
  public String toString() {
    return "KafkaSinkOptions[kafka="
        + new TreeMap<>(kafka).keySet()
        + ", registryUrl="
        + RegistryUrl.parse(registryUrl).url()
        + ", registry="
        + new TreeMap<>(registry).keySet()
        + ", guarantee="
        + guarantee
        + ", partitions="
        + partitions
        + "]";
  }
}
