package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * Which records of a source are the same event.
 *
 * @param sql expression over the source's columns that yields the id, of a type that can be cast to
 *     STRING; a record in which it is NULL is never a duplicate
 * @param within milliseconds for which an id is remembered, above zero
 */
public record DeduplicatePlan(String sql, long within) implements Serializable {}
