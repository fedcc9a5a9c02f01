package io.freshet.defs.fault;

/**
 * A fault that was found.
 *
 * @param position where
 * @param kind which
 * @param message what is wrong; what to do
 */
public record Finding(Position position, FaultKind kind, String message) {}
