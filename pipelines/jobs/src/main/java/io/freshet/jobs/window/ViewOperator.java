package io.freshet.jobs.window;

import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.engine.KeyState;
import io.freshet.engine.ViewEngine;
import io.freshet.schemas.FeatureRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the windows of a view and publishes its rows.
 *
 * <p><b>Keys in memory.</b> The keys that were touched last are held as objects; keyed state gets
 * their bytes when they leave memory and before each checkpoint, so a burst of events of one key
 * costs one state access. Before a barrier everything is published and written: state never holds
 * what was not published, and the values published last are those of the state's own time.
 *
 * <p><b>Publication.</b> With a hold of 0 after each event; else what has changed goes out every
 * {@code hold} milliseconds. A row whose values are those published last is not published again.
 *
 * <p><b>Time.</b> One event-time timer per key, at its next instant. The clock is Flink's
 * watermark, remembered over restarts. Flink's last, infinite watermark does not count: when all
 * sources have ended it is replaced by the largest event time read less the largest disorder, once.
 */
@SuppressWarnings("NullAway.Init") // fields are set in initializeState() and open()
public final class ViewOperator extends AbstractStreamOperator<FeatureRow>
    implements TwoInputStreamOperator<KeyedEvent, KeyedEvent, FeatureRow>,
        BoundedMultiInput,
        Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  /** Events and words. */
  private static final int INPUTS = 2;

  private final String pipeline;
  private final ViewPlan plan;
  private final List<SourcePlan> sources;
  private final long hold;
  private final boolean history;
  private final int keysInMemory;

  private transient ViewEngine engine;
  private transient EventCodec[] codecs;
  private transient RowPublisher publisher;
  private transient ViewState shared;
  private transient ViewStateStore store;
  private transient ValueState<byte[]> keyed;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient LinkedHashMap<String, LiveKey> live;
  private transient List<LiveKey> pending;
  private transient Counter expiries;
  private transient ScheduledFuture<?> start;
  private transient int endedInputs;
  private transient @Nullable ScheduledFuture<?> publications;

  /**
   * @param sources the view's sources, in its order
   * @param hold milliseconds for which changes are gathered before they are published
   * @param history whether rows become available with their events' arrival clock, and not with the
   *     wall clock
   * @param keysInMemory how many keys are held as objects
   */
  public ViewOperator(
      String pipeline,
      ViewPlan plan,
      List<SourcePlan> sources,
      long hold,
      boolean history,
      int keysInMemory) {
    this.pipeline = pipeline;
    this.plan = plan;
    this.sources = List.copyOf(sources);
    this.hold = hold;
    this.history = history;
    this.keysInMemory = keysInMemory;
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
    engine = ViewEngine.of(plan);
    codecs = new EventCodec[plan.sources().size()];
    for (int i = 0; i < codecs.length; i++) {
      codecs[i] = EventCodec.of(plan.sources().get(i), i);
    }
    keyed =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "windows", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    timers = getInternalTimerService("instants", VoidNamespaceSerializer.INSTANCE, this);
    live = new LinkedHashMap<>(1024, 0.75f, true);
    pending = new ArrayList<>();
    MetricGroup metrics = getMetricGroup().addGroup("freshet").addGroup("view", plan.name());
    publisher =
        new RowPublisher(
            plan, pipeline, history, shared, output, metrics.counter("rows_published"));
    expiries = metrics.counter("expiries");
    metrics.gauge("expiry_clock", () -> shared.clock());
    metrics.gauge("keys_in_memory", () -> live.size());
    start =
        getProcessingTimeService()
            .registerTimer(getProcessingTimeService().getCurrentProcessingTime(), t -> start());
  }

  private void start() {
    publisher.publishLayout();
    if (hold > 0) {
      publications =
          getProcessingTimeService().scheduleWithFixedDelay(t -> publishPending(), hold, hold);
    }
  }

  @Override
  public void processElement1(StreamRecord<KeyedEvent> element) throws Exception {
    KeyedEvent event = element.getValue();
    LiveKey key = key(event.key());
    shared.advanceArrivalClock(event.arrivalClock());
    key.state.apply(codecs[event.source()].decode(event.time(), event.payload()), shared.clock());
    boolean waits = key.pending;
    key.await(event);
    if (hold == 0) {
      publish(key);
    } else if (!waits) {
      pending.add(key);
    }
    evict();
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
      super.processWatermark(mark);
      evict();
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
    // what waits has no timer yet, and one that is set too late would never fire
    publishPending();
    long[] disorders = sources.stream().mapToLong(SourcePlan::maxOutOfOrderness).toArray();
    if (shared.end(disorders) && shared.clock() != Long.MIN_VALUE) {
      super.processWatermark(new Watermark(shared.clock()));
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    LiveKey key = key(timer.getKey());
    key.timer = Long.MAX_VALUE;
    key.dirty = true;
    expiries.inc();
    key.state.advance(shared.clock());
    if (key.state.isForgotten(shared.clock())) {
      publish(key);
      forget(key);
      return;
    }
    publish(key);
    evict();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no such timer is set");
  }

  private LiveKey key(String name) throws Exception {
    LiveKey found = live.get(name);
    if (found != null) {
      return found;
    }
    byte[] bytes = keyed.value();
    LiveKey key;
    if (bytes == null) {
      key = new LiveKey(name, engine.newState(), null, Long.MAX_VALUE);
    } else {
      KeyState state = engine.read(bytes);
      key = new LiveKey(name, state, state.values(), state.nextInstant());
    }
    live.put(name, key);
    return key;
  }

  private void publishPending() {
    for (LiveKey key : pending) {
      if (key.pending) {
        publish(key);
      }
    }
    pending.clear();
  }

  /** Publishes a key if its values have changed, and sets its timer. */
  private void publish(LiveKey key) {
    key.state.advance(shared.clock());
    publisher.publish(key);
    setTimer(key);
  }

  private void setTimer(LiveKey key) {
    long next = key.state.nextInstant();
    if (next == key.timer) {
      return;
    }
    setCurrentKey(key.key);
    if (key.timer != Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, key.timer);
    }
    if (next != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
    }
    key.timer = next;
  }

  private void forget(LiveKey key) {
    setCurrentKey(key.key);
    if (key.timer != Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, key.timer);
    }
    keyed.clear();
    live.remove(key.key);
    publisher.forget(key);
  }

  private void evict() throws Exception {
    while (live.size() > keysInMemory) {
      Map.Entry<String, LiveKey> eldest = live.entrySet().iterator().next();
      LiveKey key = eldest.getValue();
      if (key.pending) {
        publish(key);
      }
      write(key);
      live.remove(eldest.getKey());
    }
  }

  private void write(LiveKey key) throws Exception {
    if (key.dirty) {
      setCurrentKey(key.key);
      keyed.update(engine.write(key.state));
      key.dirty = false;
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    publishPending();
    for (LiveKey key : live.values()) {
      write(key);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    store.save(shared);
  }

  @Override
  public void close() throws Exception {
    if (start != null) {
      start.cancel(false);
    }
    if (publications != null) {
      publications.cancel(false);
    }
    super.close();
  }
}
