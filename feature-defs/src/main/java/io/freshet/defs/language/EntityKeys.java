package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of an Entity. */
public final class EntityKeys {
  public static final Key NAME =
      Key.required("name", Form.Single.NAME, "user", "Name of the entity.");
  public static final Key KEYS =
      Key.required(
          "keys",
          new Form.MapOf("a mapping of join keys to their types", Form.Single.TYPE, false),
          "{user_id: string}",
          "The join keys with their types: `string`, `bigint` (also `int`, `long`), `boolean`,"
              + " `date` or `timestamp`. A record with a NULL key counts for no entity.");

  public static final Shape SHAPE =
      new Shape("Entity", "entity", "What features describe.", List.of(NAME, KEYS), Map.of());

  private EntityKeys() {}
}
