package io.freshet.jobs.topology;

import io.freshet.jobs.window.KeyedEvent;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes into a view. The two are never made one stream: the clock comes with the events alone,
 * and a channel that only carries words would hold it back until it has said that it is idle.
 *
 * @param events applied events, and the expiry clock as watermarks
 * @param words what the view's sources tell
 */
public record ViewInput(DataStream<KeyedEvent> events, DataStream<KeyedEvent> words) {

  ViewInput union(ViewInput other) {
    return new ViewInput(events.union(other.events), words.union(other.words));
  }
}
