/** What is counted while a training set is made, and what is said of it at the end. */
@NullMarked
package io.freshet.jobs.training.report;

import org.jspecify.annotations.NullMarked;
