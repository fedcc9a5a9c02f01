package io.freshet.local.demo;

/**
 * An offline table.
 *
 * @param view the view that it holds
 * @param path where it is
 * @param rows its rows
 * @param version its version
 */
public record TableSize(String view, String path, long rows, long version) {}
