package io.freshet.jobs.training.report;

/**
 * What is known of a feature in a training set.
 *
 * @param feature its name in the view
 * @param column its name in the set
 * @param present labels with a value that is not NULL
 * @param empty labels with the value that an entity without events has: a count of 0, a default, or
 *     NULL
 * @param incomplete labels at whose row the feature's window reached back before all events were
 *     counted
 * @param completenessKnown whether it is known since when all events have been counted; if not,
 *     {@code incomplete} says nothing
 */
public record FeatureStatistics(
    String feature,
    String column,
    long present,
    long empty,
    long incomplete,
    boolean completenessKnown) {}
