package io.freshet.jobs.intake;

import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.jobs.letters.DeadLetters;
import io.freshet.jobs.source.RawRecord;
import io.freshet.schemas.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records, refuses those that cannot count, and keeps the expiry clock of a source.
 *
 * <p>The clock leaves as Flink watermarks, each <em>before</em> the event that moved it, whenever
 * it comes to a new multiple of the smallest hop of the views that read the source: all expiry
 * instants are such multiples, so none is passed unnoticed and none is taken together with a later
 * one only because of the way time was cut.
 *
 * <p>Checks, in this order: undecodable, missing event time, in the future (topics, before the
 * clock moves), too late.
 */
@SuppressWarnings("NullAway.Init") // fields are set in initializeState() and open()
public final class IntakeOperator extends AbstractStreamOperator<RowData>
    implements OneInputStreamOperator<RawRecord, RowData>, BoundedOneInput {
  private static final long serialVersionUID = 1L;
  private static final long CLOCK_INTERVAL = 200;

  /** Years 1 to 9999: beyond them the arithmetic of windows could overflow. */
  private static final long EARLIEST = -62_135_596_800_000L;

  private static final long LATEST = 253_402_300_799_999L;

  /** What the source tells its views. */
  public static final OutputTag<SourceWord> WORDS =
      new OutputTag<>("words", TypeInformation.of(SourceWord.class));

  private final String pipeline;
  private final SourcePlan plan;
  private final boolean live;
  private final long step;
  private final @Nullable String registryUrl;
  private final Map<String, String> registry;

  private transient RecordDecoder decoder;
  private transient EventTimeReader eventTime;
  private transient SourceClocks clocks;
  private transient DeadLetters letters;
  private transient Counter recordsRead;
  private transient StreamRecord<RowData> out;
  private transient ListState<PartitionState> state;
  private transient long emitted;
  private transient boolean idle;
  private transient ScheduledFuture<?> clockTicks;

  /**
   * @param live whether the source does not end
   * @param step milliseconds; a common divisor of the hops of all views that read the source
   */
  public IntakeOperator(
      String pipeline,
      SourcePlan plan,
      boolean live,
      long step,
      @Nullable String registryUrl,
      Map<String, String> registry) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.live = live;
    this.step = step;
    this.registryUrl = registryUrl;
    this.registry = Map.copyOf(registry);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clocks = new SourceClocks(plan, live, now());
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("partitions", TypeInformation.of(PartitionState.class)));
    for (PartitionState partition : state.get()) {
      clocks.restore(partition);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    decoder = new PatientDecoder(plan.name(), RecordDecoders.of(plan, registryUrl, registry));
    eventTime = new EventTimeReader(plan.eventTime(), SourceRow.columnsType(plan.columns()));
    letters = new DeadLetters(pipeline, plan.name(), null, output, getMetricGroup());
    recordsRead = getMetricGroup().addGroup("freshet").counter("records_read");
    out = new StreamRecord<>(null);
    emitted = Long.MIN_VALUE;
    clockTicks =
        getProcessingTimeService()
            .scheduleWithFixedDelay(this::onClockTick, CLOCK_INTERVAL, CLOCK_INTERVAL);
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) throws Exception {
    RawRecord record = element.getValue();
    switch (record.kind()) {
      case RECORD -> take(record);
      case ASSIGNED -> {
        SourceClocks.Partition partition =
            clocks.partition(record.topic(), record.partition(), now());
        if (!partition.started && startsInTheMiddle()) {
          reportStart(partition, startTime(), true);
        }
        advanceClock();
      }
      case FINISHED -> {
        clocks.finish(record.topic(), record.partition(), now());
        advanceClock();
      }
    }
  }

  private void take(RawRecord record) throws Exception {
    recordsRead.inc();
    RowData columns;
    try {
      columns = decoder.decode(record);
    } catch (UndecodableException e) {
      refuse(record, Reason.UNDECODABLE, e.getMessage());
      return;
    }
    if (eventTime.isMissing(columns)) {
      refuse(
          record, Reason.MISSING_EVENT_TIME, "column '" + plan.eventTime().column() + "' is NULL");
      return;
    }
    long time;
    try {
      time = eventTime.read(columns);
    } catch (UndecodableException e) {
      refuse(record, Reason.MISSING_EVENT_TIME, e.getMessage());
      return;
    }
    if (time < EARLIEST || time > LATEST) {
      refuse(record, Reason.MISSING_EVENT_TIME, "event time " + time + " is no time of this era");
      return;
    }
    long now = now();
    // a topic that is read again refuses what it refused when it was read first
    long present = live ? now : record.arrivedAt();
    if (!plan.isFiles() && time > present + plan.futureLimit()) {
      refuse(
          record,
          Reason.IN_THE_FUTURE,
          "event time " + time + " is more than " + plan.futureLimit() + " ms ahead of " + present);
      return;
    }
    SourceClocks.Partition partition = clocks.partition(record.topic(), record.partition(), now);
    if (partition.isTooLate(time)) {
      partition.observe(time, now, step); // it ends a silence all the same
      refuse(
          record,
          Reason.TOO_LATE,
          "event time " + time + " is too far behind " + partition.largest());
      return;
    }
    if (!partition.started) {
      reportStart(partition, time, !plan.isFiles() && record.offset() > 0);
    }
    if (partition.observe(time, now, step)) {
      advanceClock();
    }
    output.collect(out.replace(SourceRow.of(record, time, partition.largest(), columns)));
  }

  private void refuse(RawRecord record, Reason reason, @Nullable String detail) {
    letters.refuse(
        record.topic(), record.partition(), record.offset(), record.value(), reason, detail);
  }

  private void onClockTick(long timestamp) {
    advanceClock();
  }

  private void advanceClock() {
    long now = now();
    boolean nothingHere = clocks.isIdle(now);
    if (nothingHere != idle) {
      idle = nothingHere;
      output.emitWatermarkStatus(idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE);
    }
    long clock = clocks.clock(now);
    if (clock > emitted
        && (emitted == Long.MIN_VALUE
            || Math.floorDiv(clock, step) != Math.floorDiv(emitted, step))) {
      emitted = clock;
      output.emitWatermark(new Watermark(clock));
    }
  }

  private boolean startsInTheMiddle() {
    return plan.connector() instanceof Connector.Kafka topic
        && topic.start().kind() != Connector.Start.Kind.EARLIEST;
  }

  private long startTime() {
    Long timestamp =
        plan.connector() instanceof Connector.Kafka topic ? topic.start().timestamp() : null;
    return timestamp == null ? now() : timestamp;
  }

  private void reportStart(SourceClocks.Partition partition, long time, boolean truncated) {
    partition.started = true;
    tell(SourceWord.Kind.STARTED, time, truncated);
  }

  private void tell(SourceWord.Kind kind, long time, boolean truncated) {
    var task = getRuntimeContext().getTaskInfo();
    output.collect(
        WORDS,
        new StreamRecord<>(
            new SourceWord(
                kind,
                plan.name(),
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks(),
                time,
                truncated)));
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** A watermark from upstream says nothing: the clock is kept here. */
  @Override
  public void processWatermark(Watermark mark) {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      output.emitWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {
    // decided by the partitions that are held here
  }

  @Override
  public void endInput() {
    if (!live && clocks.allFinished()) {
      tell(SourceWord.Kind.ENDED, clocks.largest(), false);
    }
  }

  @Override
  public void close() throws Exception {
    if (clockTicks != null) {
      clockTicks.cancel(false);
    }
    super.close();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<PartitionState> partitions = new ArrayList<>(clocks.snapshot(now()));
    state.update(partitions);
  }
}
