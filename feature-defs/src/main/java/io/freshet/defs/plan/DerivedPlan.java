package io.freshet.defs.plan;

import io.freshet.schemas.Field;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A published value that follows from others of its row.
 *
 * @param field name and type; the expression's own type is cast to it
 * @param sql the expression; its columns are the row's features and the derived values before this
 *     one, each as {@link Column#of} gives it, with defaults in place
 * @param defaultValue published in place of NULL, of the class that the type asks for; null: NULL
 */
public record DerivedPlan(Field field, String sql, @Nullable Serializable defaultValue)
    implements Serializable {}
