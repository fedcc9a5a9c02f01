package io.freshet.schemas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text form of an entity's join keys: values in order, joined by {@code |}, with {@code |} and
 * {@code \} inside a value escaped by {@code \}. It is the key of stream, online store and topic.
 */
public final class EntityKey {
  private EntityKey() {}

  /**
   * Writes key values as text.
   *
   * @param values one value per join key, of the classes of {@link ValueType}
   * @return the text, or null if a value is null
   */
  public static @Nullable String encode(@Nullable Object... values) {
    if (values.length == 1) {
      return values[0] == null ? null : escape(values[0].toString());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        return null;
      }
      if (i > 0) {
        text.append('|');
      }
      text.append(escape(value.toString()));
    }
    return text.toString();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if {@code text} has not one value per key, or one does not fit
   *     its type
   */
  public static Object[] decode(String text, List<Field> keys) {
    List<String> parts = split(text);
    if (parts.size() != keys.size()) {
      throw new IllegalArgumentException(
          "The entity key '" + text + "' has " + parts.size() + " parts, not " + keys.size());
    }
    Object[] values = new Object[keys.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parse(parts.get(i), keys.get(i));
    }
    return values;
  }

  private static Object parse(String text, Field key) {
    try {
      return switch (key.type().kind()) {
        case STRING -> text;
        case BIGINT, TIMESTAMP, DATE -> Long.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
        case DOUBLE, DECIMAL, ARRAY, COUNTS ->
            throw new IllegalArgumentException(
                "The join key '" + key.name() + "' has type " + key.type());
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no " + key.type() + ", the type of join key '" + key.name() + "'", e);
    }
  }

  private static String escape(String value) {
    if (value.indexOf('|') < 0 && value.indexOf('\\') < 0) {
      return value;
    }
    return value.replace("\\", "\\\\").replace("|", "\\|");
  }

  private static List<String> split(String text) {
    if (text.indexOf('|') < 0 && text.indexOf('\\') < 0) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
