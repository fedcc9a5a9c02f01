package io.freshet.jobs.window;

import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.EventCodec;
import io.freshet.jobs.intake.SourceWord;
import io.freshet.schemas.FeatureRow;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** A {@link ViewOperator} of one source, fed by hand. */
final class ViewHarness implements AutoCloseable {
  private final KeyedTwoInputStreamOperatorTestHarness<String, KeyedEvent, KeyedEvent, FeatureRow>
      harness;
  private final EventCodec codec;

  ViewHarness(ViewPlan plan, long hold, int keysInMemory) throws Exception {
    SourcePlan source =
        new SourcePlan(
            plan.sources().get(0).source(),
            new Connector.Kafka("topic", new Connector.Start(Connector.Start.Kind.EARLIEST, null)),
            new Format.Json(),
            List.of(),
            new EventTime("t", EventTime.Encoding.EPOCH_MS, null, "UTC"),
            0,
            null,
            0,
            0,
            null);
    codec = EventCodec.of(plan.sources().get(0), 0);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ViewOperator("test", plan, List.of(source), hold, false, keysInMemory),
            KeyedEvent::key,
            KeyedEvent::key,
            Types.STRING);
    harness.open();
  }

  void event(String key, long time, @Nullable Object... inputs) throws Exception {
    byte[] payload = codec.encode(new boolean[] {}, inputs);
    harness.processElement1(
        new StreamRecord<>(
            new KeyedEvent(KeyedEvent.Kind.EVENT, key, 0, time, time, time, payload)));
  }

  void clock(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
  }

  void wallClock(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  /** The source has been read to its end. */
  void end(long largest) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            KeyedEvent.word(
                new SourceWord(SourceWord.Kind.ENDED, "s", 0, 1, largest, false), 0, "any")));
    harness.endInput1();
    harness.endInput2();
  }

  /** What was published, without layouts. */
  List<FeatureRow> published() {
    return harness.extractOutputValues().stream()
        .map(Objects::requireNonNull)
        .filter(row -> row.kind() != FeatureRow.Kind.LAYOUT)
        .toList();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
