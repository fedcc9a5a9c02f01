/**
 * The definition language: YAML with positions, model, checks, and the compiled plan. Depends on
 * {@code io.freshet.schemas} alone; knows no Flink.
 *
 * <p>Definitions go one way: {@code yaml} (text with positions), {@code read} (each document by
 * itself, after the declarations in {@code language}), {@code model} (what the author wrote),
 * {@code compile} (all documents together, with schemas and expression types), {@code plan}. What
 * is wrong on the way is collected in {@code fault}. Callers need {@link
 * io.freshet.defs.DefinitionCompiler} or {@link io.freshet.defs.PipelineProfile}, {@code plan},
 * {@code check} and {@code env}; the rest is public to this module alone.
 */
@NullMarked
package io.freshet.defs;

import org.jspecify.annotations.NullMarked;
