package io.freshet.sinks.delta.scan;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.deletionvectors.RoaringBitmapArray;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where it stands which rows of a data file are deleted: Delta's deletion vector.
 *
 * @param storage Delta's storage type
 * @param location path or inline data
 * @param offset where it begins in its file; null: at the beginning
 * @param size bytes
 * @param count number of deleted rows
 */
public record DeletedRows(
    String storage, String location, @Nullable Integer offset, int size, long count)
    implements Serializable {

  static @Nullable DeletedRows of(@Nullable DeletionVectorDescriptor vector) {
    return vector == null
        ? null
        : new DeletedRows(
            vector.getStorageType(),
            vector.getPathOrInlineDv(),
            vector.getOffset().orElse(null),
            vector.getSizeInBytes(),
            vector.getCardinality());
  }

  /**
   * Loads it.
   *
   * @param table the table's path
   * @return tells of each row, by its number in the file, whether it is deleted
   */
  public LongPredicate load(Engine engine, String table) {
    DeletionVectorDescriptor vector =
        new DeletionVectorDescriptor(storage, location, Optional.ofNullable(offset), size, count);
    RoaringBitmapArray rows = DeletionVectorUtils.loadNewDvAndBitmap(engine, table, vector)._2;
    return rows::contains;
  }
}
