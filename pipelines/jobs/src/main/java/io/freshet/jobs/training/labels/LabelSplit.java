package io.freshet.jobs.training.labels;

import io.freshet.sinks.delta.scan.DeletedRows;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one task reads at a time.
 *
 * @param file the file, as Hadoop writes it; local for CSV
 * @param name the file as people know it
 * @param group its row group; -1: all of a CSV file
 * @param partitions values of partition columns, by name
 * @param deleted rows that are no more; null: none
 */
record LabelSplit(
    String file,
    String name,
    int group,
    Map<String, String> partitions,
    @Nullable DeletedRows deleted)
    implements Serializable {}
