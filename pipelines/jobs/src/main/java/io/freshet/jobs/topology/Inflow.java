package io.freshet.jobs.topology;

import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.DeduplicatePlan;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.dedup.DeduplicateOperator;
import io.freshet.jobs.dedup.RecordId;
import io.freshet.jobs.dedup.SortedDeduplicateOperator;
import io.freshet.jobs.intake.IntakeOperator;
import io.freshet.jobs.intake.SourceRow;
import io.freshet.jobs.intake.SourceWord;
import io.freshet.jobs.letters.DeadLetters;
import io.freshet.jobs.source.ArchiveRecords;
import io.freshet.jobs.source.RawRecord;
import io.freshet.jobs.source.RecordSources;
import io.freshet.jobs.sql.GuardedProjectionFactory;
import io.freshet.jobs.sql.Projection;
import io.freshet.jobs.window.KeyedEvent;
import io.freshet.jobs.window.KeyingOperator;
import io.freshet.jobs.window.SpreadWords;
import io.freshet.schemas.DeadLetter;
import io.freshet.sinks.delta.scan.TableSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The way of an event up to its key: read, decode, pass over duplicates, project, key. The job, the
 * naive evaluator and training sets take their events from the same inflow.
 */
public final class Inflow {
  private static final long DEFAULT_STEP = 60_000;

  /** Ids are not forgotten more often than this. */
  private static final long FINEST = 10_000;

  private final StreamExecutionEnvironment execution;
  private final PipelinePlan plan;
  private final Environment environment;
  private final Extent extent;
  private final String groupId;
  private final Map<String, TableSnapshot> archives;
  private final Map<String, SourceRows> sources = new HashMap<>();
  private final Map<String, DataStream<RawRecord>> records = new LinkedHashMap<>();
  private final List<DataStream<DeadLetter>> letters = new ArrayList<>();

  /** How much of topics is read. Files are read to their end. */
  public enum Extent {
    /** All, and what is to come. */
    ENDLESS,
    /** Up to their last offsets of now. */
    UNTIL_NOW,
    /** The same, in a job in Flink's BATCH mode, which sorts what it brings together by key. */
    UNTIL_NOW_SORTED
  }

  /**
   * What a source gives to all its views.
   *
   * @param rows its records that count, see {@link SourceRow}
   * @param words what it tells
   */
  private record SourceRows(
      SingleOutputStreamOperator<RowData> rows, DataStream<SourceWord> words) {}

  /**
   * An inflow of sources as they are.
   *
   * @param groupId Kafka consumer group
   */
  public Inflow(
      StreamExecutionEnvironment execution,
      PipelinePlan plan,
      Environment environment,
      Extent extent,
      String groupId) {
    this(execution, plan, environment, extent, groupId, Map.of());
  }

  /**
   * An inflow of the past of sources.
   *
   * @param batch an environment in BATCH mode
   * @param plan the pipeline over the past of its sources
   * @param groupId Kafka consumer group
   * @param archives tables of archived sources, by source
   */
  public static Inflow ofPast(
      StreamExecutionEnvironment batch,
      PipelinePlan plan,
      Environment environment,
      String groupId,
      Map<String, TableSnapshot> archives) {
    return new Inflow(batch, plan, environment, Extent.UNTIL_NOW_SORTED, groupId, archives);
  }

  private Inflow(
      StreamExecutionEnvironment execution,
      PipelinePlan plan,
      Environment environment,
      Extent extent,
      String groupId,
      Map<String, TableSnapshot> archives) {
    this.execution = execution;
    this.plan = plan;
    this.environment = environment;
    this.extent = extent;
    this.groupId = groupId;
    this.archives = Map.copyOf(archives);
  }

  /** The applied events of a view and the words of its sources, not yet partitioned by key. */
  public ViewInput of(ViewPlan view) {
    return IntStream.range(0, view.sources().size())
        .mapToObj(source -> new ViewInput(events(view, source), words(view, source)))
        .reduce(ViewInput::union)
        .orElseThrow(() -> new JobException("View '" + view.name() + "' has no source; add one"));
  }

  /** The applied events of a view, for each of its sources. */
  public List<DataStream<KeyedEvent>> events(ViewPlan view) {
    return IntStream.range(0, view.sources().size())
        .mapToObj(source -> events(view, source))
        .toList();
  }

  /** The records of each source, by its name, as they were read by what has been built so far. */
  public Map<String, DataStream<RawRecord>> records() {
    return Collections.unmodifiableMap(records);
  }

  /** All records that were refused by what has been built so far. */
  public List<DataStream<DeadLetter>> letters() {
    return List.copyOf(letters);
  }

  private DataStream<KeyedEvent> events(ViewPlan view, int index) {
    ViewSourcePlan viewSource = view.sources().get(index);
    SourcePlan source = plan.source(viewSource.source());
    SingleOutputStreamOperator<RowData> rows = rows(source).rows();
    String prefix = prefix(view, index);
    Projection projection = Projection.compile(source.columns(), view, viewSource);
    SingleOutputStreamOperator<RowData> projected =
        rows.transform(
                prefix + "/projection",
                projection.type(),
                new GuardedProjectionFactory(
                    projection.factory(), plan.name(), source.name(), view.name()))
            .uid(prefix + "/projection")
            .setParallelism(rows.getParallelism());
    SingleOutputStreamOperator<KeyedEvent> keyed =
        projected
            .transform(
                prefix + "/keying",
                TypeInformation.of(KeyedEvent.class),
                new KeyingOperator(plan.name(), view, index))
            .uid(prefix + "/keying")
            .setParallelism(rows.getParallelism());
    letters.add(projected.getSideOutput(DeadLetters.TAG));
    letters.add(keyed.getSideOutput(DeadLetters.TAG));
    return keyed;
  }

  private DataStream<KeyedEvent> words(ViewPlan view, int index) {
    DataStream<SourceWord> words = rows(plan.source(view.sources().get(index).source())).words();
    String name = prefix(view, index) + "/words";
    return words
        .transform(
            name,
            TypeInformation.of(KeyedEvent.class),
            new SpreadWords(index, execution.getMaxParallelism()))
        .uid(name)
        .setParallelism(words.getParallelism());
  }

  private static String prefix(ViewPlan view, int index) {
    return view.name() + "/" + view.sources().get(index).source();
  }

  private SourceRows rows(SourcePlan source) {
    SourceRows known = sources.get(source.name());
    if (known == null) {
      known = read(source);
      sources.put(source.name(), known);
    }
    return known;
  }

  private SourceRows read(SourcePlan source) {
    SingleOutputStreamOperator<RowData> rows = intake(source);
    DataStream<SourceWord> words = rows.getSideOutput(IntakeOperator.WORDS);
    DeduplicatePlan deduplicate = source.deduplicate();
    return new SourceRows(deduplicate == null ? rows : first(rows, source, deduplicate), words);
  }

  /** The records of a source without those that repeat an id. */
  private SingleOutputStreamOperator<RowData> first(
      SingleOutputStreamOperator<RowData> rows, SourcePlan source, DeduplicatePlan deduplicate) {
    Projection projection = Projection.withId(source.columns(), deduplicate);
    SingleOutputStreamOperator<RowData> identified =
        rows.transform(
                source.name() + "/id",
                projection.type(),
                new GuardedProjectionFactory(
                    projection.factory(), plan.name(), source.name(), null))
            .uid(source.name() + "/id")
            .setParallelism(rows.getParallelism());
    letters.add(identified.getSideOutput(DeadLetters.TAG));
    int id = SourceRow.META + source.columns().size();
    boolean sorted = extent == Extent.UNTIL_NOW_SORTED;
    return (sorted ? byArrival(identified) : identified)
        .keyBy(new RecordId(id), Types.STRING)
        .transform(
            source.name() + "/deduplicate",
            projection.type(),
            sorted
                ? new SortedDeduplicateOperator(
                    id, deduplicate.within(), projection.type().toRowSerializer())
                : new DeduplicateOperator(id, deduplicate.within(), source.maxOutOfOrderness()))
        .uid(source.name() + "/deduplicate")
        .setParallelism(rows.getParallelism());
  }

  /** The order in which records of one id are sorted. */
  private static SingleOutputStreamOperator<RowData> byArrival(
      SingleOutputStreamOperator<RowData> rows) {
    return rows.assignTimestampsAndWatermarks(
        WatermarkStrategy.<RowData>noWatermarks()
            .withTimestampAssigner((row, none) -> row.getLong(SourceRow.ARRIVAL_CLOCK)));
  }

  private SingleOutputStreamOperator<RowData> intake(SourcePlan source) {
    Map<String, String> kafka = kafka(source);
    Environment.Registry registry = environment.registry();
    if (source.format() instanceof Format.Avro && registry == null) {
      throw new JobException(
          "Source '"
              + source.name()
              + "' reads Avro by schema registry, and the environment has none; add"
              + " registry: {url: ...}");
    }
    SingleOutputStreamOperator<RawRecord> raw = read(source, kafka);
    records.put(source.name(), raw);
    int readers = raw.getParallelism();
    SingleOutputStreamOperator<RowData> rows =
        raw.transform(
                source.name() + "/intake",
                InternalTypeInfo.of(SourceRow.type(source.columns())),
                new IntakeOperator(
                    plan.name(),
                    source,
                    extent == Extent.ENDLESS && !source.isFiles(),
                    step(source),
                    registry == null ? null : registry.url(),
                    registry == null ? Map.of() : registry.properties()))
            .uid(source.name() + "/intake")
            .setParallelism(readers);
    letters.add(rows.getSideOutput(DeadLetters.TAG));
    return rows;
  }

  private SingleOutputStreamOperator<RawRecord> read(SourcePlan source, Map<String, String> kafka) {
    TableSnapshot archive = archives.get(source.name());
    if (archive != null) {
      Environment.Offline offline = environment.offline();
      return ArchiveRecords.read(
          execution, source.name(), archive, offline == null ? Map.of() : offline.properties());
    }
    try {
      return execution
          .fromSource(
              RecordSources.of(source, groupId, kafka, extent != Extent.ENDLESS),
              WatermarkStrategy.noWatermarks(),
              source.name())
          .uid(source.name() + "/source")
          .setParallelism(RecordSources.readers(source, execution.getParallelism()));
    } catch (IOException e) {
      throw new JobException("Source '" + source.name() + "': " + e.getMessage(), e);
    }
  }

  private Map<String, String> kafka(SourcePlan source) {
    if (!(source.connector() instanceof Connector.Kafka)) {
      return Map.of();
    }
    Environment.@Nullable Kafka kafka = environment.kafka();
    if (kafka == null) {
      throw new JobException(
          "Source '"
              + source.name()
              + "' reads Kafka, and the environment has none; add"
              + " kafka: {bootstrap.servers: ...}");
    }
    return kafka.properties();
  }

  /** A common divisor of all expiry instants of the views that read a source, milliseconds. */
  private long step(SourcePlan source) {
    long step = 0;
    for (ViewPlan view : plan.views()) {
      if (view.sources().stream().anyMatch(s -> s.source().equals(source.name()))) {
        for (AggregationPlan aggregation : view.aggregations()) {
          for (WindowPlan window : aggregation.windows()) {
            step = window.isLifetime() ? step : gcd(step, window.hop());
          }
        }
      }
    }
    return finer(step == 0 ? DEFAULT_STEP : step, source.deduplicate());
  }

  /** A part of the step after which ids can be forgotten soon after their time. */
  private static long finer(long step, @Nullable DeduplicatePlan deduplicate) {
    long part = step;
    while (deduplicate != null && part > Math.max(deduplicate.within(), FINEST) && part % 2 == 0) {
      part /= 2;
    }
    return part;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
