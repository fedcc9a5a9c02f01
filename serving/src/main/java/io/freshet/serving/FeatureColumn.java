package io.freshet.serving;

import io.freshet.schemas.ValueType;

/**
 * A column of an answer.
 *
 * @param view name of the view
 * @param name name of the feature or age
 * @param type type of its values
 */
public record FeatureColumn(String view, String name, ValueType type) {}
