/** Writes the rows of a training set, counts them, and gives the set its name when it is whole. */
@NullMarked
package io.freshet.jobs.training.output;

import org.jspecify.annotations.NullMarked;
