package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * The time since a TIMESTAMP of the row, a BIGINT that is never stored: whoever reads the row
 * computes it. It is the number of whole units from the timestamp to the moment of reading, rounded
 * down; NULL where the timestamp is NULL.
 *
 * @param name its name, unlike that of any field
 * @param position of the timestamp among the fields of the view's {@link ViewPlan#layout}
 * @param unit what it is counted in
 */
public record AgePlan(String name, int position, AgeUnit unit) implements Serializable {}
