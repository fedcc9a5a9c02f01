package io.freshet.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What the timelines of one group of aggregations have in common: those that see the same events
 * share tiles, and with them the search for a tile, the instants and the memory. Immutable.
 */
final class Shape {
  final TileScheme scheme;
  final Column[] columns;

  /** For each column the input that it takes; -1 if it only sees that there is an event. */
  final int[] inputs;

  /** By window the columns that have it, and which of theirs it is. */
  final Column[][] columnsOfWindows;

  final int[][] windowsOfColumns;

  /** Where in a timeline's numbers the tiles begin, and how far they are apart. */
  final int base;

  final int stride;

  /**
   * @param inputs for each column the input that it takes; -1 if none
   */
  Shape(TileScheme scheme, List<Column> columns, int[] inputs) {
    this.scheme = scheme;
    this.columns = columns.toArray(Column[]::new);
    this.inputs = inputs;
    int numbers = (scheme.windowCount() + 1) / 2;
    int cell = 1;
    for (int i = 0; i < this.columns.length; i++) {
      this.columns[i].place(numbers, cell, i);
      numbers += this.columns[i].numberCount();
      cell += this.columns[i].cellSize();
    }
    this.base = numbers;
    this.stride = cell;
    this.columnsOfWindows = new Column[scheme.windowCount()][];
    this.windowsOfColumns = new int[scheme.windowCount()][];
    for (int window = 0; window < scheme.windowCount(); window++) {
      List<Column> having = new ArrayList<>();
      List<Integer> theirs = new ArrayList<>();
      for (Column column : columns) {
        for (int own = 0; own < column.windows.length; own++) {
          if (column.windows[own] == window) {
            having.add(column);
            theirs.add(own);
          }
        }
      }
      columnsOfWindows[window] = having.toArray(Column[]::new);
      windowsOfColumns[window] = theirs.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
