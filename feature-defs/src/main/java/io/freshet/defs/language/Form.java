package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** What the value of a key looks like. */
public sealed interface Form {

  /** What it must be, for messages, with its article. */
  String expected();

  /** A single value. */
  enum Single implements Form {
    NAME("a name"),
    TEXT("a text"),
    SQL("a SQL expression"),
    DURATION("a duration"),
    TYPE("a type"),
    VALUE("a single value");

    private final String expected;

    Single(String expected) {
      this.expected = expected;
    }

    @Override
    public String expected() {
      return expected;
    }
  }

  /**
   * One of some words.
   *
   * @param what what the words are, such as {@code connector}
   * @param words those that are supported
   * @param planned those that a later version will know, with what to do until then
   */
  record Choice(String what, List<String> words, Map<String, String> planned) implements Form {
    public Choice {
      words = List.copyOf(words);
      planned = Map.copyOf(planned);
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", words);
    }
  }

  /** True or false. */
  record Flag() implements Form {
    @Override
    public String expected() {
      return "true or false";
    }
  }

  /** A whole number, bounds included. */
  record Whole(int least, int most) implements Form {
    @Override
    public String expected() {
      return "a whole number from " + least + " to " + most;
    }
  }

  /** A number with a fraction, bounds included. */
  record Real(int least, int most) implements Form {
    @Override
    public String expected() {
      return "a number from " + least + " to " + most;
    }
  }

  /**
   * A list.
   *
   * @param items what its items are, in the plural, for messages
   * @param item form of an item
   */
  record ListOf(String items, Form item) implements Form {
    @Override
    public String expected() {
      return "a list of " + items;
    }
  }

  /**
   * A mapping with keys of the user's choice.
   *
   * @param expected what it maps to what
   * @param value form of a value
   * @param mayBeEmpty whether it may have no entry
   */
  record MapOf(String expected, Single value, boolean mayBeEmpty) implements Form {}

  /** An object with keys of its own. */
  record ObjectOf(Shape shape) implements Form {
    @Override
    public String expected() {
      return "a mapping with the keys " + String.join(", ", shape.names());
    }
  }

  /** A single value, or an object that says more. */
  record Either(Single single, Shape shape) implements Form {
    @Override
    public String expected() {
      return single.expected() + " or a mapping with the keys " + String.join(", ", shape.names());
    }
  }
}
