package io.freshet.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table in text, its columns as wide as they have to be. Not thread-safe. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final String indent;

  /** A table without header. */
  TextTable(String indent) {
    this.indent = indent;
  }

  /** Adds a row; rows may differ in length. */
  TextTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Prints the rows added so far. */
  void print(PrintStream out) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        text.append(cell).append(" ".repeat(widths.get(i) - cell.length())).append(GAP);
      }
      out.println(text.toString().stripTrailing());
    }
  }
}
