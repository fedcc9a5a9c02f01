/**
 * The keyed part of a view: a thin shell over the engine. Events come in by entity, feature rows go
 * out; state lies in Flink's keyed state as the engine's bytes.
 */
@NullMarked
package io.freshet.jobs.window;

import org.jspecify.annotations.NullMarked;
