package io.freshet.sinks.delta.packed;

import java.io.Serializable;

/** A named column of packed values, each of which may be NULL. */
public record PackedColumn(String name, PackedType type) implements Serializable {}
