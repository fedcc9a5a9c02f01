package io.freshet.serving.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A request, without its network.
 *
 * @param uri as it stands in the request line
 * @param authorization header of that name; null if it is missing, as the next two
 * @param ticket what it takes of the gateway's room
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Incoming(
    String method,
    String uri,
    @Nullable String authorization,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    byte[] body,
    Gate.Ticket ticket) {}
