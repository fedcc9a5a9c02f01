package io.freshet.jobs.training.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes HTML that is well-formed XML too. All text and all values of attributes are escaped;
 * characters that XML does not allow become U+FFFD. Not thread-safe.
 */
final class Markup {
  private static final char REPLACEMENT = '\uFFFD';
  private static final Set<String> LINES =
      Set.of(
          "head",
          "body",
          "header",
          "nav",
          "main",
          "section",
          "footer",
          "div",
          "p",
          "h1",
          "h2",
          "h3",
          "ul",
          "li",
          "dl",
          "dd",
          "details",
          "table",
          "thead",
          "tbody",
          "tr",
          "figure",
          "figcaption",
          "svg",
          "g",
          "title",
          "desc",
          "style",
          "script",
          "text");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  Markup() {
    out.append("<!DOCTYPE html>\n");
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Markup open(String element, String... attributes) {
    begin(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element opened last. */
  Markup close() {
    String element = open.pop();
    out.append("</").append(element).append('>');
    endLine(element);
    return this;
  }

  /** An element with nothing but text. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** An element that has no content, such as {@code meta} or an SVG shape. */
  Markup empty(String element, String... attributes) {
    begin(element, attributes);
    out.append("/>");
    return this;
  }

  /** Text. */
  Markup text(String text) {
    escape(text);
    return this;
  }

  /** A style sheet or script of ours; neither may contain what XML or HTML would interpret. */
  Markup verbatim(String element, String text) {
    if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0 || text.contains("]]>")) {
      throw new IllegalArgumentException("a " + element + " must do without markup");
    }
    out.append('<').append(element).append('>').append(text);
    out.append("</").append(element).append(">\n");
    return this;
  }

  /** The finished page; all elements must have been closed. */
  String page() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void begin(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void endLine(String element) {
    if (LINES.contains(element)) {
      out.append('\n');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(isAllowed(c) ? c : REPLACEMENT);
          }
        }
      }
    }
  }

  /** XML's rule for characters of the basic plane, without the controls that are only tolerated. */
  private static boolean isAllowed(char c) {
    if (c < 0x20) {
      return c == '\t' || c == '\n';
    }
    return c < 0x7F || (c > 0x9F && !Character.isSurrogate(c) && c < 0xFFFE);
  }
}
