package io.freshet.defs.language;

import io.freshet.defs.plan.AgeUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keys of a derived feature. */
public final class DerivedKeys {
  public static final Key NAME =
      Key.required("name", Form.Single.NAME, "mean_basket", "Name of the feature, as it is read.");
  public static final Key EXPR =
      Key.optional(
          "expr",
          Form.Single.SQL,
          "`age_of` must be there",
          "\"revenue_30d / orders_30d\"",
          "SQL expression over the view's features and over others that are derived by `expr`. It"
              + " sees values as they are published, defaults included.");
  public static final Key AGE_OF =
      Key.optional(
          "age_of",
          Form.Single.NAME,
          "`expr` must be there",
          "last_purchase_at",
          "A feature of type TIMESTAMP, derived or not: the time that has passed since, found out"
              + " whenever the row is read, in whole units, rounded down. NULL where that is NULL.");
  public static final Key UNIT =
      Key.optional(
          "unit",
          new Form.Choice(
              "unit",
              Arrays.stream(AgeUnit.values()).map(u -> u.name().toLowerCase(Locale.ROOT)).toList(),
              Map.of()),
          "`age_of` needs it",
          "days",
          "age_of: what it is counted in.");
  public static final Key DEFAULT =
      Key.optional("default", Form.Single.VALUE, "NULL", "0", "expr: published in place of NULL.");

  public static final Shape SHAPE =
      new Shape(
          "Derived",
          "derived feature",
          "A feature that follows from others of its row.",
          List.of(NAME, EXPR, AGE_OF, UNIT, DEFAULT),
          Map.of());

  private DerivedKeys() {}
}
