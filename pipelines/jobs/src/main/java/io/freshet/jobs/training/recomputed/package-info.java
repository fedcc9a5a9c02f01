/**
 * Values recomputed from raw events: labels become questions to the past of a view, see {@link
 * io.freshet.jobs.history}, and its answers sections of labels.
 */
@NullMarked
package io.freshet.jobs.training.recomputed;

import org.jspecify.annotations.NullMarked;
