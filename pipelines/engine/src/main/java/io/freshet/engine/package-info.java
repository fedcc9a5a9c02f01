/**
 * The state of one key, and what its values are: tiles, windows, expiry, clocks, and the naive
 * evaluator that all of them are held against.
 *
 * <p>A {@link io.freshet.engine.ViewEngine} is compiled from a view's plan. It makes and reads
 * {@link io.freshet.engine.KeyState}s, to which {@link io.freshet.engine.Event}s are applied;
 * {@link io.freshet.engine.PartitionClock} and {@link io.freshet.engine.ExpiryClock} say how far
 * time has come. {@link io.freshet.engine.NaiveKey} does the same as a {@code KeyState} with all
 * events in a list.
 *
 * <p>Where a new aggregate goes: {@link io.freshet.engine.aggregate}, one class and one line; and
 * the naive evaluator, one method. It is then kept by an {@code ObjectColumn}; one that deserves a
 * form of its own becomes a {@code Column}, chosen by {@code Part}.
 *
 * <p>Plain Java: no Flink, no input or output, no wall clock but the one that is passed in. May
 * depend on {@code schemas} and on the plan of {@code feature-defs}, nothing else.
 */
@NullMarked
package io.freshet.engine;

import org.jspecify.annotations.NullMarked;
