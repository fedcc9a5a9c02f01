package io.freshet.defs.read;

import io.freshet.defs.language.EventTimeKeys;
import io.freshet.defs.language.Key;
import io.freshet.defs.model.SourceDef.EventTimeDef;
import io.freshet.defs.yaml.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads how records tell their time. */
final class EventTimes {
  private EventTimes() {}

  /** A column, or a mapping that says how to read it; null if neither is there or it is faulty. */
  static @Nullable EventTimeDef read(ObjectReader object, Key key) {
    Scalar column = object.scalar(key);
    if (column != null) {
      return new EventTimeDef(column, null, null);
    }
    ObjectReader nested = object.object(key, EventTimeKeys.SHAPE);
    if (nested == null) {
      return null;
    }
    column = nested.scalar(EventTimeKeys.COLUMN);
    return column == null
        ? null
        : new EventTimeDef(
            column, nested.scalar(EventTimeKeys.FORMAT), nested.scalar(EventTimeKeys.ZONE));
  }
}
