package io.freshet.sinks.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of the topics that a pipeline writes, and their creation where they are missing. */
public final class KafkaTopics {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);

  private KafkaTopics() {}

  /** Topic of a view's rows. */
  public static String features(String pipeline, String view) {
    return pipeline + ".features." + view;
  }

  /** Topic of a scorer's scores. */
  public static String scores(String pipeline, String scorer) {
    return pipeline + ".scores." + scorer;
  }

  /** Topic of a pipeline's rejected records. */
  public static String deadLetters(String pipeline) {
    return pipeline + ".dead-letters";
  }

  /** Subject of a topic's value schemas in the registry. */
  public static String valueSubject(String topic) {
    return topic + "-value";
  }

  /**
   * Creates a topic if it is missing. A topic that exists stays as it is; where its clean-up
   * differs from what is asked for, a warning says so.
   *
   * @param kafka client properties
   * @throws KafkaSinkException if the topic is not there afterwards
   */
  public static void ensure(Map<String, String> kafka, TopicSpec topic) {
    try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
      if (!exists(admin, topic.name())) {
        create(admin, topic);
      } else {
        warnOfOtherCleanup(admin, topic);
      }
    } catch (ExecutionException e) {
      throw KafkaSinkException.topic(topic.name(), cause(e));
    } catch (KafkaException e) {
      // the properties make no client; what is wrong with them is the cause
      throw KafkaSinkException.topic(topic.name(), e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      throw KafkaSinkException.interrupted(topic.name(), e);
    }
  }

  /**
   * The longest life that the brokers allow a transaction, in milliseconds; empty if this client
   * may not know.
   */
  static OptionalLong maxTransactionTimeout(Map<String, String> kafka) {
    try (Admin admin = Admin.create(new HashMap<String, Object>(kafka))) {
      Node node = admin.describeCluster().nodes().get().iterator().next();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      return value(config(admin, broker), "transaction.max.timeout.ms")
          .map(text -> OptionalLong.of(Long.parseLong(text)))
          .orElse(OptionalLong.empty());
    } catch (ExecutionException e) {
      LOG.debug("The broker's transaction.max.timeout.ms is not known", cause(e));
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static boolean exists(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  private static void create(Admin admin, TopicSpec topic)
      throws ExecutionException, InterruptedException {
    NewTopic created =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
            .configs(topic.config());
    try {
      admin.createTopics(List.of(created)).all().get();
      LOG.info("Created topic {} with {} partitions", topic.name(), topic.partitions());
    } catch (ExecutionException e) {
      // another job or task was faster
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static void warnOfOtherCleanup(Admin admin, TopicSpec topic) throws InterruptedException {
    String asked = topic.config().get("cleanup.policy");
    if (asked == null) {
      return;
    }
    try {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
      String found = value(config(admin, resource), "cleanup.policy").orElse(asked);
      if (!found.equals(asked)) {
        LOG.warn(
            "Topic {} has cleanup.policy={} and should have {}; it is left as it is",
            topic.name(),
            found,
            asked);
      }
    } catch (ExecutionException e) {
      LOG.debug("The settings of topic {} may not be read", topic.name(), cause(e));
    }
  }

  private static Config config(Admin admin, ConfigResource resource)
      throws ExecutionException, InterruptedException {
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config == null ? new Config(List.of()) : config;
  }

  private static Optional<String> value(Config config, String name) {
    return Optional.ofNullable(config.get(name)).map(entry -> entry.value());
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }
}
