/**
 * The aggregate functions: how partial aggregates begin, grow, merge and end.
 *
 * <p>Where a new aggregate goes: one class that implements {@link
 * io.freshet.engine.aggregate.Aggregate} in this package and one line in {@link
 * io.freshet.engine.aggregate.Aggregates}. It must give the same result for the same set of events
 * in whatever order they are added and however they are cut into partial aggregates; what it
 * publishes by an order takes (event time, then value in canonical order), see {@link
 * io.freshet.engine.aggregate.ValueDomain}. The naive evaluator learns it separately.
 *
 * <p>The sketches are those of Apache DataSketches. They are exact while they are small; of their
 * approximate results {@link io.freshet.engine.aggregate.Approximation} says what they may be.
 *
 * <p>Depends on {@code schemas}, the plan of {@code feature-defs} and DataSketches only.
 */
@NullMarked
package io.freshet.engine.aggregate;

import org.jspecify.annotations.NullMarked;
