package io.freshet.local.generator;

import org.jspecify.annotations.Nullable;

/**
 * A record as it reaches its topic.
 *
 * @param stream the stream it is part of
 * @param key Kafka key: the user's id; null where there is none
 * @param payload what it says
 * @param arrival when it reaches the topic, UTC milliseconds of the simulated clock
 * @param kind what is special about it
 */
public record ShopRecord(
    ShopStream stream, @Nullable String key, ShopPayload payload, long arrival, ShopKind kind) {

  /** When it happened, UTC milliseconds; null if it does not say. */
  public @Nullable Long eventTime() {
    return payload.occurredAt();
  }
}
