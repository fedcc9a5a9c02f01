/**
 * Joins labels with the rows of a feature table: for each label the newest row among those that
 * were readable before its time.
 *
 * <p>Nothing is sorted but the times of labels. A row matters to one label of its entity alone: the
 * first one after the row became readable; what it means for later ones follows from that. So a
 * task that reads the table keeps, for each label, the newest row that belongs there, and in the
 * end reads the features of those rows alone. If the labels are too many to be held by each task,
 * rows go to the task that has the labels of their entity.
 */
@NullMarked
package io.freshet.jobs.training.logged;

import org.jspecify.annotations.NullMarked;
