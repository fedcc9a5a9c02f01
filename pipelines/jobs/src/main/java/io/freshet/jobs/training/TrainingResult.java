package io.freshet.jobs.training;

import io.freshet.jobs.training.report.SetStatistics;

/**
 * A training set that was made.
 *
 * @param out where it is
 * @param manifest where its manifest is
 * @param report where its leak report is
 * @param digest of its rows, whatever their order
 * @param statistics what is known of it
 */
public record TrainingResult(
    String out, String manifest, String report, String digest, SetStatistics statistics) {}
