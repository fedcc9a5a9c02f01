package io.freshet.sinks.delta.care;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.freshet.sinks.delta.table.DataFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a commit of care says of files. */
final class FileActions {
  private FileActions() {}

  /** What the log knows a file by. */
  static String key(String path, Optional<DeletionVectorDescriptor> deleted) {
    return deleted.map(vector -> path + "#" + vector.getUniqueId()).orElse(path);
  }

  /** Adds a file whose rows the table had in others of the same partition, such as {@code one}. */
  static Row addMoved(DataFile file, LiveFile one) {
    Map<Integer, Object> fields = new HashMap<>();
    fields.put(ordinal("path"), file.path());
    fields.put(ordinal("partitionValues"), one.add().getPartitionValues());
    fields.put(ordinal("size"), file.size());
    fields.put(ordinal("modificationTime"), file.modifiedAt());
    fields.put(ordinal("dataChange"), false);
    fields.put(ordinal("stats"), file.statistics());
    return SingleAction.createAddFileSingleAction(new GenericRow(AddFile.FULL_SCHEMA, fields));
  }

  /** Removes a file whose rows the table has in others now. */
  static Row removeMoved(LiveFile file, long now) {
    return SingleAction.createRemoveFileSingleAction(
        file.add().toRemoveFileRow(false, Optional.of(now)));
  }

  /** Adds a file of an earlier version, and its rows. */
  static Row addAgain(LiveFile file) {
    AddFile add = file.add();
    Map<Integer, Object> fields = new HashMap<>();
    fields.put(ordinal("path"), add.getPath());
    fields.put(ordinal("partitionValues"), add.getPartitionValues());
    fields.put(ordinal("size"), add.getSize());
    fields.put(ordinal("modificationTime"), add.getModificationTime());
    fields.put(ordinal("dataChange"), true);
    add.getStatsJson().ifPresent(stats -> fields.put(ordinal("stats"), stats));
    add.getTags().ifPresent(tags -> fields.put(ordinal("tags"), tags));
    add.getBaseRowId().ifPresent(id -> fields.put(ordinal("baseRowId"), id));
    add.getDefaultRowCommitVersion()
        .ifPresent(version -> fields.put(ordinal("defaultRowCommitVersion"), version));
    add.getDeletionVector()
        .ifPresent(vector -> fields.put(ordinal("deletionVector"), vector.toRow()));
    return SingleAction.createAddFileSingleAction(new GenericRow(AddFile.FULL_SCHEMA, fields));
  }

  /** Removes a file and its rows. */
  static Row remove(LiveFile file, long now) {
    return SingleAction.createRemoveFileSingleAction(
        file.add().toRemoveFileRow(true, Optional.of(now)));
  }

  private static int ordinal(String field) {
    return AddFile.FULL_SCHEMA.indexOf(field);
  }
}
