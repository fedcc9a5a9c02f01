/** Passes over records that repeat an earlier one of their source, before anyone counts them. */
@NullMarked
package io.freshet.jobs.dedup;

import org.jspecify.annotations.NullMarked;
