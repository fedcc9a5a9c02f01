package io.freshet.jobs.metrics;

/**
 * What a counter counts.
 *
 * @param name its name below the group {@code freshet}, such as {@code dead_letters.null_key}
 * @param owner the view or source that it is about; operators of one owner are added up
 */
public record CounterId(String name, String owner) {}
