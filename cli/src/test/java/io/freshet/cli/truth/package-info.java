/**
 * Holds whole pipelines against the truth: every value of every entity of the real data set against
 * the naive evaluator and against SQL that was written by hand.
 */
@NullMarked
package io.freshet.cli.truth;

import org.jspecify.annotations.NullMarked;
