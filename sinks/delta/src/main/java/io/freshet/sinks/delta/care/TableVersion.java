package io.freshet.sinks.delta.care;

import java.util.OptionalLong;

/**
 * A version of a table.
 *
 * @param version its number
 * @param time when it came, UTC milliseconds
 * @param operation what made it: {@code create}, {@code append}, {@code optimize}, {@code restore};
 *     {@code columns} were added, or an {@code upgrade} of the table made; in its own words what
 *     another program did
 * @param filesAdded files that it has, and the version before had not
 * @param filesRemoved files that the version before had, and it has not
 * @param rowsAdded rows likewise; 0 if rows only moved; empty if the log does not know
 * @param rowsRemoved rows likewise
 * @param bytesAdded bytes of the files added
 * @param bytesRemoved bytes of the files removed
 * @param checkpoint the Flink checkpoint whose rows it added; empty if it was none
 * @param watermark event time up to which it is complete, UTC milliseconds; empty if it does not
 *     say
 */
public record TableVersion(
    long version,
    long time,
    String operation,
    int filesAdded,
    int filesRemoved,
    OptionalLong rowsAdded,
    OptionalLong rowsRemoved,
    long bytesAdded,
    long bytesRemoved,
    OptionalLong checkpoint,
    OptionalLong watermark) {}
