package io.freshet.jobs.topology;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.OfflinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.source.RawRecord;
import io.freshet.schemas.ArchivedRecord;
import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.DeltaSink;
import io.freshet.sinks.delta.care.Compaction;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.kafka.KafkaDeadLetterSink;
import io.freshet.sinks.kafka.KafkaFeatureSink;
import io.freshet.sinks.kafka.KafkaSinkOptions;
import io.freshet.sinks.redis.RedisSink;
import io.freshet.sinks.redis.RedisSinkOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The way of a row out of the job: online first, then, with the time at which it became readable,
 * into the log and the topic. A new sink is attached here.
 */
public final class Outflow {
  private final String pipeline;
  private final Environment environment;
  private final @Nullable KafkaSinkOptions kafka;
  private final @Nullable DeltaSinkOptions delta;

  /** No view owns the dead letters: they are compacted where the table of some view is. */
  private Compaction deadLetters = Compaction.OFF;

  /**
   * @throws JobException if the environment has no place for rows or dead letters, or its offline
   *     store is at fault
   */
  public Outflow(String pipeline, Environment environment) {
    this.pipeline = pipeline;
    this.environment = environment;
    this.kafka = kafka(environment);
    this.delta = delta(environment);
    if (kafka == null && delta == null) {
      throw new JobException(
          "The environment has no place for dead letters; add offline: {root: ...}, or kafka and"
              + " registry");
    }
  }

  /** Publishes the rows of a view. */
  public void publish(DataStream<FeatureRow> rows, ViewPlan view) {
    RowLayout layout = view.layout(pipeline);
    if (compaction(view) == Compaction.AUTO) {
      deadLetters = Compaction.AUTO;
    }
    Environment.Online online = environment.online();
    DataStream<FeatureRow> available =
        online == null
            ? rows.map(Outflow::availableNow)
                .returns(FeatureRow.class)
                .name(view.name() + "/available")
                .uid(view.name() + "/available")
            : RedisSink.write(rows, redis(online, view));
    if (delta != null) {
      DeltaSink.append(available, layout, delta, compaction(view));
    }
    if (kafka != null) {
      KafkaFeatureSink.publish(available, layout, kafka);
    }
  }

  /** Keeps refused records. */
  public void refuse(List<DataStream<DeadLetter>> letters) {
    DataStream<DeadLetter> all =
        letters.stream()
            .reduce(DataStream::union)
            .orElseThrow(() -> new JobException("The pipeline has no views; define one"));
    if (kafka != null) {
      KafkaDeadLetterSink.publish(all, pipeline, kafka);
    } else if (delta != null) {
      DeltaSink.appendDeadLetters(all, pipeline, delta, deadLetters);
    }
  }

  /**
   * Keeps the records of a source, if its definition says so.
   *
   * @param records as they were read
   * @throws JobException if the environment has no place for them
   */
  public void archive(SourcePlan source, DataStream<RawRecord> records) {
    if (!source.isArchived()) {
      return;
    }
    if (delta == null) {
      throw new JobException(
          "Source '"
              + source.name()
              + "' is to be archived, and the environment has no offline store; add offline:"
              + " {root: ...}");
    }
    String name = source.name() + "/archive";
    DeltaSink.appendRecords(
        records
            .flatMap(new ToArchive())
            .returns(ArchivedRecord.class)
            .name(name)
            .uid(name)
            .setParallelism(records.getParallelism()),
        pipeline,
        source.name(),
        delta);
  }

  private static Compaction compaction(ViewPlan view) {
    return view.offline().compaction() == OfflinePlan.Compaction.AUTO
        ? Compaction.AUTO
        : Compaction.OFF;
  }

  private RedisSinkOptions redis(Environment.Online online, ViewPlan view) {
    Long ttl = view.ttl();
    return RedisSinkOptions.of(online.uri(), pipeline, view.name())
        .withTtl(ttl == null ? Duration.ZERO : Duration.ofMillis(ttl));
  }

  private static @Nullable DeltaSinkOptions delta(Environment environment) {
    Environment.Offline offline = environment.offline();
    try {
      return offline == null
          ? null
          : DeltaSinkOptions.of(offline.root()).withHadoop(offline.properties());
    } catch (IllegalArgumentException e) {
      throw new JobException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Passes over words about partitions. */
  private static final class ToArchive implements FlatMapFunction<RawRecord, ArchivedRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(RawRecord record, Collector<ArchivedRecord> out) {
      if (record.kind() == RawRecord.Kind.RECORD) {
        out.collect(
            new ArchivedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.arrivedAt(),
                record.key(),
                record.value()));
      }
    }
  }

  private static @Nullable KafkaSinkOptions kafka(Environment environment) {
    Environment.Kafka kafka = environment.kafka();
    Environment.Registry registry = environment.registry();
    return kafka == null || registry == null
        ? null
        : KafkaSinkOptions.of(kafka.properties(), registry.url())
            .withRegistry(registry.properties());
  }

  /** Without an online store a row is available with the wall clock. */
  private static FeatureRow availableNow(FeatureRow row) {
    boolean open = row.kind() == FeatureRow.Kind.ROW && PackedRow.availableAt(row.packed()) == 0;
    return open ? row.availableAt(System.currentTimeMillis()) : row;
  }
}
