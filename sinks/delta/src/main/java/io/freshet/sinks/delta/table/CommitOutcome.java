package io.freshet.sinks.delta.table;

/**
 * What it took to make a commit.
 *
 * @param conflicts how often another writer came first
 * @param retries how often the store failed in a way that may pass
 */
public record CommitOutcome(int conflicts, int retries) {}
