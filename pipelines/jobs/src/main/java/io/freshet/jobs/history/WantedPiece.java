package io.freshet.jobs.history;

/**
 * A part of a {@link WantedKeys} on its way to those who ask it. The array is not copied; nobody may
 * change it.
 *
 * @param index its number
 * @param words its bits
 */
public record WantedPiece(int index, long[] words) {}
