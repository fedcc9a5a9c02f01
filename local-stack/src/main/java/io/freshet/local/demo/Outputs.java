package io.freshet.local.demo;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What a pipeline has left in its stores. */
final class Outputs {
  private final PipelinePlan plan;
  private final Environment environment;

  Outputs(PipelinePlan plan, Environment environment) {
    this.plan = plan;
    this.environment = environment;
  }

  /** Number of records in each topic, those of ours and those of the sources. */
  Map<String, Long> topics() throws InterruptedException {
    Map<String, Object> properties =
        new HashMap<>(Objects.requireNonNull(environment.kafka()).properties());
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      admin
          .describeTopics(admin.listTopics().names().get())
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic
                      .partitions()
                      .forEach(
                          partition ->
                              latest.put(
                                  new TopicPartition(name, partition.partition()),
                                  OffsetSpec.latest())));
      Map<String, Long> records = new TreeMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> records.merge(partition.topic(), end.offset(), Long::sum));
      return records;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its topics: " + e.getCause(), e);
    }
  }

  /** The offline tables. */
  List<TableSize> tables() {
    Environment.Offline offline = Objects.requireNonNull(environment.offline());
    DeltaSinkOptions options = DeltaSinkOptions.of(offline.root()).withHadoop(offline.properties());
    return plan.views().stream()
        .map(
            view -> {
              DeltaTableReader table = DeltaTableReader.open(options, plan.name(), view.name());
              return new TableSize(view.name(), table.path(), table.rowCount(), table.version());
            })
        .toList();
  }

  /** The online row of the first of some entities that has one in some view. */
  Optional<Sample> sample(List<String> entityKeys) throws InterruptedException {
    Environment.Online online = Objects.requireNonNull(environment.online());
    try (OnlineStore store = OnlineStore.at(online.uri())) {
      OnlineReader reader = new OnlineReader(store);
      for (ViewPlan view : plan.views()) {
        for (String key : entityKeys) {
          Optional<OnlineRow> row = reader.get(plan.name(), view.name(), key).get();
          if (row.isPresent()) {
            return Optional.of(new Sample(view.name(), key, row.get()));
          }
        }
      }
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Redis does not give a row: " + e.getCause(), e);
    }
  }
}
