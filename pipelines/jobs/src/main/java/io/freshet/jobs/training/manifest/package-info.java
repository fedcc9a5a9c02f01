/** What a training set was made of, so that the same set can be made again. */
@NullMarked
package io.freshet.jobs.training.manifest;

import org.jspecify.annotations.NullMarked;
