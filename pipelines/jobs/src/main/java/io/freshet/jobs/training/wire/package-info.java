/** The forms in which labels, rows and reports go from operator to operator of a training set. */
@NullMarked
package io.freshet.jobs.training.wire;

import org.jspecify.annotations.NullMarked;
