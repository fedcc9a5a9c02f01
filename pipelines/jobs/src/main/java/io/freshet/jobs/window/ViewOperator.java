package io.freshet.jobs.window;

import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.schemas.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the windows of a view and publishes its rows.
 *
 * <p><b>Keys in memory.</b> The keys that were touched last are held as objects, see {@link
 * ViewKeys}. Before a barrier everything is published and written: state never holds what was not
 * published.
 *
 * <p><b>Publication.</b> With a hold of 0 after each event and each expiry; else what has changed
 * goes out every {@code hold} milliseconds. A row whose values have not changed since it was
 * published last is not published again.
 *
 * <p><b>Time.</b> The clock is Flink's watermark, remembered over restarts. Flink's last, infinite
 * watermark does not count: when all sources have ended it is replaced by the largest event time
 * read less the largest disorder, once. Keys in memory are woken at their instants; of the others
 * the {@link ExpiryIndex} knows. Those are dealt with a few at a time, between events and for a
 * part of every moment, so that a burst of expiries holds up neither events nor checkpoints.
 */
@SuppressWarnings("NullAway.Init") // fields are set in initializeState() and open()
public final class ViewOperator extends AbstractStreamOperator<FeatureRow>
    implements TwoInputStreamOperator<KeyedEvent, KeyedEvent, FeatureRow>,
        BoundedMultiInput,
        Triggerable<String, Long> {
  private static final long serialVersionUID = 1L;

  /** Events and words. */
  private static final int INPUTS = 2;

  /** Keys that are not in memory and have come due are dealt with after each event: so many. */
  private static final int EXPIRIES_PER_EVENT = 4;

  /** And for so long, after each pause of so many milliseconds. */
  private static final long SLICE_NANOS = 5_000_000;

  private static final long SLICE_PAUSE = 10;

  private final String pipeline;
  private final ViewPlan plan;
  private final List<SourcePlan> sources;
  private final long hold;
  private final boolean history;
  private final KeyMemory memory;

  private transient EventCodec[] codecs;
  private transient RowPublisher publisher;
  private transient ViewState shared;
  private transient ViewStateStore store;
  private transient ViewKeys keys;
  private transient ExpiryIndex index;
  private transient List<LiveKey> pending;
  private transient Counter expiries;
  private transient List<ScheduledFuture<?>> scheduled;
  private transient @Nullable ScheduledFuture<?> slice;

  /** Keys in memory are woken up to here, so that each is published once in a hold. */
  private transient long wakeUntil;

  private transient boolean isWaking;
  private transient int endedInputs;

  /**
   * @param sources the view's sources, in its order
   * @param hold milliseconds for which changes are gathered before they are published
   * @param history whether rows become available with their events' arrival clock, and not with the
   *     wall clock
   * @param memory how much the keys in memory may take
   */
  public ViewOperator(
      String pipeline,
      ViewPlan plan,
      List<SourcePlan> sources,
      long hold,
      boolean history,
      KeyMemory memory) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.sources = List.copyOf(sources);
    this.hold = hold;
    this.history = history;
    this.memory = memory;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    store = new ViewStateStore(context.getOperatorStateStore(), plan);
    shared = store.restore();
    if (!context.isRestored()) {
      shared.startGeneration(System.currentTimeMillis());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    codecs = new EventCodec[plan.sources().size()];
    for (int i = 0; i < codecs.length; i++) {
      codecs[i] = EventCodec.of(plan.sources().get(i), i);
    }
    InternalListState<String, Long, String> lists =
        (InternalListState<String, Long, String>)
            getOrCreateKeyedState(
                LongSerializer.INSTANCE,
                new ListStateDescriptor<>("expiries", StringSerializer.INSTANCE));
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    index =
        new ExpiryIndex(
            backend,
            lists,
            getInternalTimerService("instants", LongSerializer.INSTANCE, this),
            shared::clock,
            getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    keys =
        new ViewKeys(
            store.engine(),
            backend,
            getRuntimeContext()
                .getState(
                    new ValueStateDescriptor<>(
                        "windows", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            index,
            memory.ofTask(slots(), Runtime.getRuntime().maxMemory()));
    pending = new ArrayList<>();
    wakeUntil = Long.MIN_VALUE;
    scheduled = new ArrayList<>();
    MetricGroup metrics = getMetricGroup().addGroup("freshet").addGroup("view", plan.name());
    publisher =
        new RowPublisher(
            store.engine(),
            pipeline,
            history,
            shared,
            store.completeness(),
            output,
            metrics.counter("rows_published"));
    expiries = metrics.counter("expiries");
    metrics.gauge("expiry_clock", () -> shared.clock());
    metrics.gauge("keys_in_memory", () -> keys.inMemory());
    metrics.gauge("overflows", () -> store.engine().overflows());
    ProcessingTimeService time = getProcessingTimeService();
    scheduled.add(time.registerTimer(time.getCurrentProcessingTime(), t -> start()));
  }

  private int slots() {
    return getContainingTask()
        .getEnvironment()
        .getTaskManagerInfo()
        .getConfiguration()
        .get(TaskManagerOptions.NUM_TASK_SLOTS);
  }

  private void start() throws Exception {
    publisher.publishLayout();
    if (shared.clock() != Long.MIN_VALUE) {
      // what had come due before a restart and was not dealt with
      advanceTo(new Watermark(shared.clock()));
    }
    if (hold > 0) {
      ProcessingTimeService time = getProcessingTimeService();
      scheduled.add(time.scheduleWithFixedDelay(t -> publishAll(), hold, hold));
    }
  }

  @Override
  public void processElement1(StreamRecord<KeyedEvent> element) throws Exception {
    KeyedEvent event = element.getValue();
    LiveKey key = keys.bring(event.key());
    if (key.state.isForgotten(shared.clock()) && !publish(key)) {
      // its time had come; the event is the first of a new one
      key = keys.bring(event.key());
    }
    shared.advanceArrivalClock(event.arrivalClock());
    key.advance(shared.clock());
    key.state.apply(codecs[event.source()].decode(event.time(), event.payload()), shared.clock());
    key.await(event);
    changed(key);
    makeRoom();
    for (int i = 0; i < EXPIRIES_PER_EVENT && expireNext(); i++) {
      // so that they keep up with events, however fast those come
    }
  }

  @Override
  public void processElement2(StreamRecord<KeyedEvent> word) {
    if (shared.hear(word.getValue())) {
      publisher.publishLayout();
    }
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      shared.advanceClock(mark.getTimestamp());
      advanceTo(mark);
    }
  }

  private void advanceTo(Watermark mark) throws Exception {
    super.processWatermark(mark);
    if (hold == 0) {
      wake();
      expireAll();
    }
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // words have no say in the clock
  }

  @Override
  public void endInput(int input) throws Exception {
    if (++endedInputs < INPUTS) {
      return;
    }
    long[] disorders = sources.stream().mapToLong(SourcePlan::maxOutOfOrderness).toArray();
    if (shared.end(disorders) && shared.clock() != Long.MIN_VALUE) {
      advanceTo(new Watermark(shared.clock()));
    }
    expireAll();
    publishPending();
    wake();
  }

  @Override
  public void onEventTime(InternalTimer<String, Long> timer) {
    index.fired(timer.getKey(), timer.getNamespace());
    if (hold > 0) {
      sliceAfterPause();
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("no such timer is set");
  }

  /** Deals with the keys in memory to which something has happened by now. */
  private void wake() throws Exception {
    for (LiveKey key = keys.wake(shared.clock()); key != null; key = keys.wake(shared.clock())) {
      woken(key);
    }
  }

  private void woken(LiveKey key) throws Exception {
    expiries.inc();
    key.dirty = true;
    publish(key);
  }

  /** Deals with a key to which something may have happened by now. */
  private void expire(String name) throws Exception {
    LiveKey live = keys.inMemory(name);
    if (live != null) {
      // it wakes by itself; but what keyed state knew of its expiry is used up
      live.armed = Long.MAX_VALUE;
      live.dirty = true;
      return;
    }
    LiveKey key = keys.load(name);
    if (key == null) {
      return;
    }
    key.armed = Long.MAX_VALUE;
    if (key.state.nextInstant() <= shared.clock()) {
      expiries.inc();
      key.dirty = true;
      if (publish(key)) {
        keys.write(key);
      }
    } else {
      keys.arm(key);
    }
  }

  private void expireAll() throws Exception {
    while (index.isDue()) {
      index.visitNext(this::expire);
    }
  }

  /**
   * The pause begins when a slice has ended. A fixed delay would begin when it is put into the
   * task's mailbox: there would always be one waiting, and events would get in between one by one.
   */
  private void sliceAfterPause() {
    if (slice == null) {
      ProcessingTimeService time = getProcessingTimeService();
      slice =
          time.registerTimer(
              time.getCurrentProcessingTime() + SLICE_PAUSE,
              t -> {
                slice = null;
                expireForAWhile();
              });
    }
  }

  private void expireForAWhile() throws Exception {
    long end = System.nanoTime() + SLICE_NANOS;
    boolean more = expireNext();
    while (more && System.nanoTime() < end) {
      more = expireNext();
    }
    if (more) {
      sliceAfterPause();
    }
  }

  /** Deals with one key that has come due; false if there is none. */
  private boolean expireNext() throws Exception {
    LiveKey key = isWaking ? keys.wake(wakeUntil) : null;
    if (key != null) {
      woken(key);
      return true;
    }
    isWaking = false;
    if (index.isDue()) {
      index.visitNext(this::expire);
      return true;
    }
    return false;
  }

  private void changed(LiveKey key) throws Exception {
    if (hold == 0) {
      publish(key);
      return;
    }
    if (!key.pending) {
      key.pending = true;
      pending.add(key);
    }
  }

  /** What waits, and what has happened to the keys in memory by now. */
  private void publishAll() throws Exception {
    publishPending();
    wakeUntil = shared.clock();
    isWaking = true;
    expireForAWhile();
  }

  private void publishPending() throws Exception {
    for (LiveKey key : pending) {
      if (key.pending) {
        publish(key);
      }
    }
    pending.clear();
  }

  /**
   * Publishes a key if its values have changed, and forgets it if its time has come.
   *
   * @return whether it is still there
   */
  private boolean publish(LiveKey key) throws Exception {
    key.advance(shared.clock());
    publisher.publish(key);
    if (key.state.isForgotten(shared.clock())) {
      key.dirty = false;
      keys.forget(key);
      publisher.forget(key);
      return false;
    }
    if (key.isInMemory()) {
      keys.schedule(key);
    }
    return true;
  }

  private void makeRoom() throws Exception {
    for (LiveKey key = keys.surplus(); key != null; key = keys.surplus()) {
      if (key.pending) {
        publish(key);
      }
      if (key.isInMemory()) {
        keys.evict(key);
      }
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    publishPending();
    keys.writeAll();
    index.keepUnfinished();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store.save(shared);
  }

  @Override
  public void close() throws Exception {
    if (scheduled != null) {
      scheduled.forEach(future -> future.cancel(false));
    }
    if (slice != null) {
      slice.cancel(false);
    }
    super.close();
  }
}
