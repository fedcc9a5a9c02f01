/**
 * Training sets: labels joined with the values of features that were known just before each label's
 * time, as a Flink batch job.
 *
 * <p>The way of a label: {@code labels} reads and numbers it, a join for each view appends what it
 * finds ({@code logged}: the last readable row of the view's table), {@code output} writes it and
 * counts. Between operators labels and rows are bytes, in the forms of {@code wire}; values are
 * never unpacked on their way from Parquet to Parquet. What was counted and written comes back to
 * the caller as reports, and only then the set gets its name. {@code report} has the counts, {@code
 * page} shows them to people.
 */
@NullMarked
package io.freshet.jobs.training;

import org.jspecify.annotations.NullMarked;
