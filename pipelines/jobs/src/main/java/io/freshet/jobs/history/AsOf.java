package io.freshet.jobs.history;

/**
 * A question to the past: the values of an entity at an instant, by all events up to then.
 *
 * @param key entity key, see {@link io.freshet.schemas.EntityKey}
 * @param time as-of time, UTC milliseconds; events of that very time are in
 * @param asker the asker's own, given back with the answer; not copied
 */
public record AsOf(String key, long time, byte[] asker) {}
