package io.freshet.defs.plan;

import io.freshet.schemas.Field;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One published value.
 *
 * @param field name and type
 * @param aggregation index among the view's aggregations
 * @param window index among that aggregation's windows
 * @param defaultValue published in place of NULL, of the class that the type asks for; null: NULL
 */
public record FeaturePlan(
    Field field, int aggregation, int window, @Nullable Serializable defaultValue)
    implements Serializable {}
