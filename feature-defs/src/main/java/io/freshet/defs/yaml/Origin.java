package io.freshet.defs.yaml;

import io.freshet.defs.fault.Position;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Where the characters of a scalar stand in its file.
 *
 * <p>YAML folds lines, strips indentation and replaces escapes, so offsets differ between text and
 * file. Yet all characters but blanks stand in the file once each and in the same order, an escape
 * counting as one. So a character is found again by the number of non-blank characters before it.
 */
public final class Origin {
  private final Position start;
  private final int[] file;
  private final int begin;
  private final int end;
  private final ScalarStyle style;

  Origin(Position start, int[] file, Mark from, Mark to, ScalarStyle style) {
    this.start = start;
    this.file = file;
    this.begin = from.getIndex();
    this.end = Math.min(to.getIndex(), file.length);
    this.style = style;
  }

  /** The place of the character at {@code line} and {@code column} of {@code text}. */
  Position locate(String text, int line, int column) {
    int before = nonBlanksBefore(text, line, column);
    Walk walk = new Walk();
    walk.toFirstCharacter();
    while (walk.skipBlanks() && before-- > 0) {
      walk.skipCharacter();
    }
    return walk.position();
  }

  private static int nonBlanksBefore(String text, int line, int column) {
    int offset = 0;
    for (int passed = 1; passed < line; passed++) {
      int lineEnd = text.indexOf('\n', offset);
      if (lineEnd < 0) {
        break;
      }
      offset = lineEnd + 1;
    }
    offset = Math.min(offset + Math.max(column, 1) - 1, text.length());
    return (int)
        text.codePoints()
            .limit(text.codePointCount(0, offset))
            .filter(c -> !Character.isWhitespace(c))
            .count();
  }

  /** A way through the characters of the scalar as the file has them. */
  private final class Walk {
    private int index = begin;
    private int line = start.line();
    private int column = start.column();
    private int last = end;
    private Position afterLast = start;

    void toFirstCharacter() {
      switch (style) {
        case SINGLE_QUOTED, DOUBLE_QUOTED -> {
          step();
          last--;
        }
        case LITERAL, FOLDED -> {
          while (index < last && file[index] != '\n') {
            step();
          }
        }
        default -> {}
      }
    }

    /** Moves to the next character that is not blank; false at the end. */
    boolean skipBlanks() {
      while (index < last && blankLength() > 0) {
        for (int n = blankLength(); n > 0; n--) {
          step();
        }
      }
      return index < last;
    }

    void skipCharacter() {
      for (int n = length(); n > 0; n--) {
        step();
      }
      afterLast = new Position(start.file(), line, column);
    }

    Position position() {
      return index < last ? new Position(start.file(), line, column) : afterLast;
    }

    private int blankLength() {
      if (Character.isWhitespace(file[index])) {
        return 1;
      }
      boolean blankEscape =
          style == ScalarStyle.DOUBLE_QUOTED
              && file[index] == '\\'
              && index + 1 < last
              && " \tntr\n\r".indexOf(file[index + 1]) >= 0;
      return blankEscape ? 2 : 0;
    }

    private int length() {
      if (style == ScalarStyle.SINGLE_QUOTED && file[index] == '\'') {
        return 2;
      }
      if (style == ScalarStyle.DOUBLE_QUOTED && file[index] == '\\' && index + 1 < last) {
        return switch (file[index + 1]) {
          case 'x' -> 4;
          case 'u' -> 6;
          case 'U' -> 10;
          default -> 2;
        };
      }
      return 1;
    }

    private void step() {
      if (index >= last) {
        return;
      }
      if (file[index] == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
      index++;
    }
  }
}
