package io.freshet.local.demo;

import io.freshet.sinks.redis.client.OnlineRow;

/**
 * One entity as it is served.
 *
 * @param view the view
 * @param key the entity's key
 * @param row its online row
 */
public record Sample(String view, String key, OnlineRow row) {}
