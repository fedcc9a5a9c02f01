package io.freshet.schemas;

import java.io.Serializable;

/**
 * A named, typed position of a row.
 *
 * @param name name as users write it
 * @param type type of its values
 */
public record Field(String name, ValueType type) implements Serializable {}
