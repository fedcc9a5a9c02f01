package io.freshet.sinks.redis.client;

/**
 * Which row is asked for.
 *
 * @param view the keys of its view
 * @param entityKey the entity's key, see {@link io.freshet.schemas.EntityKey}
 */
public record RowName(RedisKeys view, String entityKey) {}
