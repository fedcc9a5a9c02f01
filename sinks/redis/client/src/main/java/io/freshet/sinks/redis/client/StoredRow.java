package io.freshet.sinks.redis.client;

/**
 * A row as it stands in the store.
 *
 * @param layout how it is to be read
 * @param packed its bytes, see {@link io.freshet.schemas.PackedRow}. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record StoredRow(KnownLayout layout, byte[] packed) {}
