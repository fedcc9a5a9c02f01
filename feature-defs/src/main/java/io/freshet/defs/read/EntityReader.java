package io.freshet.defs.read;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.EntityKeys;
import io.freshet.defs.model.EntityDef;
import io.freshet.defs.model.EntityDef.JoinKeyDef;
import io.freshet.defs.yaml.Scalar;
import io.freshet.defs.yaml.YamlMap;
import io.freshet.schemas.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an Entity. */
final class EntityReader {
  private EntityReader() {}

  /** The entity; null if it has no name, which is reported like all else. */
  static @Nullable EntityDef read(ObjectReader object, Findings findings) {
    Scalar name = object.scalar(EntityKeys.NAME);
    if (name != null) {
      Names.check(name, "an entity", findings);
    }
    List<JoinKeyDef> keys = new ArrayList<>();
    for (YamlMap.Entry entry : object.entries(EntityKeys.KEYS)) {
      Names.check(entry.key(), "a join key", findings);
      ReservedNames.check(entry.key(), findings);
      Scalar type = (Scalar) entry.value();
      keys.add(new JoinKeyDef(entry.key(), type(type, findings)));
    }
    return name == null ? null : new EntityDef(name, keys);
  }

  private static @Nullable ValueType type(Scalar type, Findings findings) {
    ValueType known =
        switch (type.trimmed().toLowerCase(Locale.ROOT)) {
          case "string" -> ValueType.STRING;
          case "bigint", "int", "integer", "long" -> ValueType.BIGINT;
          case "boolean" -> ValueType.BOOLEAN;
          case "date" -> ValueType.DATE;
          case "timestamp" -> ValueType.TIMESTAMP;
          default -> null;
        };
    if (known == null) {
      findings.report(type.at(), FaultKind.INVALID_KEY_TYPE, type.text());
    }
    return known;
  }
}
