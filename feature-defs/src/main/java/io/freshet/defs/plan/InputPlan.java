package io.freshet.defs.plan;

import io.freshet.schemas.ValueType;
import java.io.Serializable;

/**
 * A value that aggregations of one source take from an event.
 *
 * @param filter index of the filter outside of which the value is not evaluated; -1: none
 * @param sql the expression
 * @param type its type; the expression's own type is cast to it
 */
public record InputPlan(int filter, String sql, ValueType type) implements Serializable {}
