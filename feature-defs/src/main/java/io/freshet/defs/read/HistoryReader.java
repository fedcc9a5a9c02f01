package io.freshet.defs.read;

import io.freshet.defs.language.HistoryKeys;
import io.freshet.defs.language.Key;
import io.freshet.defs.language.SourceKeys;
import io.freshet.defs.model.SourceDef.HistoryDef;
import io.freshet.defs.yaml.Scalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where a source's past is. */
final class HistoryReader {
  private static final List<Key> FILES_KEYS =
      List.of(HistoryKeys.CONNECTOR, HistoryKeys.PATH, HistoryKeys.FORMAT, HistoryKeys.EVENT_TIME);

  private HistoryReader() {}

  /** The history; null if there is none, or it is faulty. */
  static @Nullable HistoryDef read(ObjectReader source) {
    ObjectReader object = source.object(SourceKeys.HISTORY, HistoryKeys.SHAPE);
    if (object == null) {
      return null;
    }
    Boolean archive = object.flag(HistoryKeys.ARCHIVE);
    if (archive != null && archive) {
      for (Key key : FILES_KEYS) {
        object.forbid(key, "a history that the pipeline archives", "remove it, or 'archive: true'");
      }
      return new HistoryDef(true, null, null);
    }
    boolean hasNothingElse = FILES_KEYS.stream().noneMatch(object::isWritten);
    return object.isWritten(HistoryKeys.ARCHIVE) && hasNothingElse ? null : files(object);
  }

  private static @Nullable HistoryDef files(ObjectReader object) {
    object.require(HistoryKeys.CONNECTOR);
    object.require(HistoryKeys.PATH);
    String connector = object.choice(HistoryKeys.CONNECTOR);
    String format = object.choice(HistoryKeys.FORMAT);
    Scalar path = object.scalar(HistoryKeys.PATH);
    boolean isFaulty =
        connector == null
            || path == null
            || (format == null && object.isWritten(HistoryKeys.FORMAT));
    HistoryDef history =
        new HistoryDef(false, path, EventTimes.read(object, HistoryKeys.EVENT_TIME));
    return isFaulty ? null : history;
  }
}
