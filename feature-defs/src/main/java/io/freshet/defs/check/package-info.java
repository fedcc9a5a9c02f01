/**
 * What the definition language asks of others: the types of expressions, from Flink's planner, and
 * the schemas of subjects, from the registry.
 */
@NullMarked
package io.freshet.defs.check;

import org.jspecify.annotations.NullMarked;
