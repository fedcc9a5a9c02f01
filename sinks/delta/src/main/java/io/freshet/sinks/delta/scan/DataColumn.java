package io.freshet.sinks.delta.scan;

import io.freshet.sinks.delta.packed.PackedType;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name its name
 * @param stored its name in data files; another one where the table maps columns
 * @param type its type; null if values of the type cannot be packed
 * @param described its type as Delta writes it
 * @param partition whether it is in the files' paths and not in the files
 */
public record DataColumn(
    String name, String stored, @Nullable PackedType type, String described, boolean partition)
    implements Serializable {}
