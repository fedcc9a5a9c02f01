package io.freshet.jobs.history;

/**
 * The answer to an {@link AsOf}.
 *
 * @param asker the question's
 * @param packed the row by the codec of the view's layout, with the as-of time and sequence that a
 *     published row of these values would have had; its sequence is 0, and its values are those of
 *     empty windows, if the entity had no event by then. Not copied
 */
public record AsOfRow(byte[] asker, byte[] packed) {}
