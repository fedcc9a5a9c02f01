package io.freshet.serving;

import org.jspecify.annotations.Nullable;

/**
 * What was read of one entity's row of one view.
 *
 * @param first place of the first value in the vector
 * @param row the packed row; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // made once, nobody compares them
record VectorPart(
    int first, byte @Nullable [] row, @Nullable Object[] values, ValueStatus[] statuses) {}
