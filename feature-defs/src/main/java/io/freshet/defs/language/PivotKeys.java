package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a feature's pivot and of its values. */
public final class PivotKeys {
  public static final Key VALUE =
      Key.required("value", Form.Single.VALUE, "\"Home & Garden\"", "The value of the column.");
  public static final Key AS =
      Key.required(
          "as", Form.Single.NAME, "home_garden", "What stands for it in the feature's name.");

  public static final Shape VALUE_SHAPE =
      new Shape(
          "PivotValue",
          "value of a pivot",
          "A value that cannot be part of a feature's name as it is.",
          List.of(VALUE, AS),
          Map.of());

  public static final Key COLUMN =
      Key.required(
          "column",
          Form.Single.TEXT,
          "category",
          "The column to compare: a text, an integer or a boolean.");
  public static final Key VALUES =
      Key.required(
          "values",
          new Form.ListOf("values", new Form.Either(Form.Single.VALUE, VALUE_SHAPE)),
          "[books, garden]",
          "The values; each gives a feature of its own, in each window.");

  public static final Shape SHAPE =
      new Shape(
          "Pivot",
          "pivot",
          "Makes one feature per value of a column.",
          List.of(COLUMN, VALUES),
          Map.of());

  private PivotKeys() {}
}
