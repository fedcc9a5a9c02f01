package io.freshet.defs.plan;

import java.io.Serializable;

/**
 * A column of a source.
 *
 * @param name its name
 * @param sqlType its Flink SQL type, such as {@code DECIMAL(12, 3)}, without NOT NULL
 */
public record Column(String name, String sqlType) implements Serializable {}
