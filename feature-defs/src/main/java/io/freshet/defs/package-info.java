/**
 * The definition language: YAML with positions, model, checks, and the compiled plan. Depends on
 * {@code io.freshet.schemas} alone; knows no Flink.
 */
@NullMarked
package io.freshet.defs;

import org.jspecify.annotations.NullMarked;
