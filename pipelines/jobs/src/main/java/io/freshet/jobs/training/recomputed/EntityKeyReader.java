package io.freshet.jobs.training.recomputed;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the key of a label as the text by which events are keyed. */
final class EntityKeyReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;

  private final List<Field> keys;

  /**
   * A reader.
   *
   * @param keys the join keys of the view
   */
  EntityKeyReader(List<Field> keys) {
    this.keys = List.copyOf(keys);
  }

  /** The key whose packed values, none of which is NULL, begin at the reader's position. */
  String read(ByteReader in) {
    Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      in.readByte(); // it is not NULL
      values[i] =
          switch (keys.get(i).type().kind()) {
            case STRING -> new String(in.readBytes(), StandardCharsets.UTF_8);
            case BIGINT -> in.readLong();
            case BOOLEAN -> in.readByte() != 0;
            case DATE -> in.readVarLong();
            case TIMESTAMP -> time(in.readLong());
            case DOUBLE, DECIMAL, ARRAY, COUNTS ->
                throw new IllegalArgumentException(keys.get(i) + " is no join key");
          };
    }
    return Objects.requireNonNull(EntityKey.encode(values));
  }

  /** Milliseconds, as keys of events are; no event has a key with a part of one. */
  private static Object time(long micros) {
    return micros % MICROS_PER_MILLI == 0 ? (Object) (micros / MICROS_PER_MILLI) : micros + " us";
  }
}
