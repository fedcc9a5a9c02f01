package io.freshet.bench.windows.subject;

import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Passes events on. */
final class NoState extends KeyedProcessFunction<String, KeyedEvent, KeyedEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(KeyedEvent event, Context context, Collector<KeyedEvent> out) {
    out.collect(event);
  }
}
