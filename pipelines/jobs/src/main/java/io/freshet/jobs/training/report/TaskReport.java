package io.freshet.jobs.training.report;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a task has to say at its end. A task that reads labels says what is wrong with them, one
 * that writes the set what it has written.
 *
 * @param faults faults of labels; null from a task that writes
 * @param written what was written; null from a task that reads
 */
public record TaskReport(@Nullable LabelFaults faults, @Nullable Written written)
    implements Serializable {}
