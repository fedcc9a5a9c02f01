/** Checks that what is served and what is logged is what the naive evaluator says. */
@NullMarked
package io.freshet.jobs.verify;

import org.jspecify.annotations.NullMarked;
