package io.freshet.defs.model;

import io.freshet.defs.plan.AgeUnit;
import io.freshet.defs.yaml.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * A derived feature; a null component was not given, or was faulty.
 *
 * @param expr what it is computed by
 * @param ageOf the feature whose age it is, in place of {@code expr}
 * @param unit of an age
 */
public record DerivedDef(
    Scalar name,
    @Nullable Scalar expr,
    @Nullable Scalar ageOf,
    @Nullable AgeUnit unit,
    @Nullable Scalar defaultValue) {}
