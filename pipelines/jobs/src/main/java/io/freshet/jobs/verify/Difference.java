package io.freshet.jobs.verify;

/**
 * A value, or a whole row, that is not what the naive evaluator says.
 *
 * @param view name of the view
 * @param key entity key
 * @param store {@code online} or {@code logged}
 * @param feature name of the feature; {@code *} for the whole row
 * @param expected what it should be
 * @param actual what it is
 */
public record Difference(
    String view, String key, String store, String feature, String expected, String actual) {}
