package io.freshet.jobs.source;

import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.SourcePlan;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;

/** Makes a Flink source for a source of a plan. A new connector has its branch here. */
public final class RecordSources {
  private RecordSources() {}

  /**
   * @param plan the source
   * @param groupId consumer group, where the connector has such a thing
   * @param kafka client properties; empty if the environment has no Kafka
   * @param bounded whether reading ends at what is there at the start
   * @throws IOException if there is nothing to read; the message says what to do
   */
  public static Source<RawRecord, ?, ?> of(
      SourcePlan plan, String groupId, Map<String, String> kafka, boolean bounded)
      throws IOException {
    if (plan.connector() instanceof Connector.Kafka topic) {
      return KafkaRecords.source(topic, groupId, kafka, bounded);
    }
    if (plan.connector() instanceof Connector.Files files) {
      return FileRecords.source(files);
    }
    throw new IllegalStateException("unknown connector " + plan.connector());
  }

  /**
   * How many tasks read the source. No more than there are files: a task without one would hold the
   * clock back until it has said that it has none, and what expires meanwhile would be published
   * together with the next event, or not, as the tasks happen to start.
   *
   * @param parallelism of the job
   * @throws IOException if the files cannot be listed
   */
  public static int readers(SourcePlan plan, int parallelism) throws IOException {
    return plan.connector() instanceof Connector.Files files
        ? Math.min(parallelism, FileRecords.resolve(files.path()).size())
        : parallelism;
  }
}
