package io.freshet.sinks.delta.table;

/**
 * A closed data file that is not yet part of its table.
 *
 * @param path path below the table, not escaped
 * @param partitionDay the partition it belongs to, days since the epoch
 * @param size bytes
 * @param modifiedAt when it was closed, UTC milliseconds
 * @param rows number of its rows
 * @param statistics what the log says about its columns, as Delta's JSON
 */
public record DataFile(
    String path, int partitionDay, long size, long modifiedAt, long rows, String statistics) {}
