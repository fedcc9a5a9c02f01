package io.freshet.jobs.letters;

import io.freshet.schemas.DeadLetter;
import io.freshet.schemas.DeadLetter.Reason;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sends refused records to the side output {@link #TAG} and counts them by reason (metric {@code
 * freshet.dead_letters.REASON}). Used by one operator; not thread-safe.
 */
public final class DeadLetters {
  /** Where dead letters leave an operator. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private final String pipeline;
  private final String source;
  private final @Nullable String view;
  private final Output<?> output;
  private final Counter[] counters = new Counter[Reason.values().length];

  /**
   * @param view the view that refuses; null where no view can take the record
   */
  public DeadLetters(
      String pipeline,
      String source,
      @Nullable String view,
      Output<?> output,
      MetricGroup metrics) {
    this.pipeline = pipeline;
    this.source = source;
    this.view = view;
    this.output = output;
    MetricGroup group = metrics.addGroup("freshet").addGroup("dead_letters");
    for (Reason reason : Reason.values()) {
      counters[reason.ordinal()] = group.counter(reason.code());
    }
  }

  /** Refuses a record. */
  public void refuse(
      String topic,
      int partition,
      long offset,
      byte @Nullable [] raw,
      Reason reason,
      @Nullable String detail) {
    counters[reason.ordinal()].inc();
    output.collect(
        TAG,
        new StreamRecord<>(
            new DeadLetter(
                pipeline,
                source,
                view,
                topic,
                partition,
                offset,
                reason.code(),
                detail == null ? "" : detail,
                raw,
                System.currentTimeMillis())));
  }
}
