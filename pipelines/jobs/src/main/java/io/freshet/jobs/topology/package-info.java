/** Puts a job together: its settings, the way of its events, and its sinks. */
@NullMarked
package io.freshet.jobs.topology;

import org.jspecify.annotations.NullMarked;
