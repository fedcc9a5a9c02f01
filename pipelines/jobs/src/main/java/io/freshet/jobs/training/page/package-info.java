/**
 * The leak report of a training set: its statistics as one HTML page that needs nothing else. Pure
 * Java: may depend on the JDK only.
 *
 * <p>The way is straight: a {@link io.freshet.jobs.training.page.TrainingReport} says what was
 * counted, {@link io.freshet.jobs.training.page.ReportPage} lays it out. Whatever people wrote
 * (names, descriptions, paths) reaches the page through one escaping writer.
 */
@NullMarked
package io.freshet.jobs.training.page;

import org.jspecify.annotations.NullMarked;
