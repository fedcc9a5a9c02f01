package io.freshet.bench.windows.subject;

/**
 * The part of a stream that is measured.
 *
 * @param from events before it
 * @param until events up to its end
 */
record Span(int from, int until) {}
