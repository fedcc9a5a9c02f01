package io.freshet.defs.language;

/**
 * A key of an object.
 *
 * @param name the key as written
 * @param form what its value looks like
 * @param presence whether it must be there
 * @param fallback what holds without it, for readers; empty if it must be there
 * @param example the key with a value
 * @param meaning one or two sentences for readers
 */
public record Key(
    String name, Form form, Presence presence, String fallback, String example, String meaning) {

  /** Whether a key must be there. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  static Key required(String name, Form form, String value, String meaning) {
    return new Key(name, form, Presence.REQUIRED, "", name + ": " + value, meaning);
  }

  static Key optional(String name, Form form, String fallback, String value, String meaning) {
    return new Key(name, form, Presence.OPTIONAL, fallback, name + ": " + value, meaning);
  }

  public boolean isRequired() {
    return presence == Presence.REQUIRED;
  }
}
