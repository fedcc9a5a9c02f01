package io.freshet.engine;

import io.freshet.schemas.ByteWriter;
import java.util.Arrays;

/**
 * Writes the timelines of a key.
 *
 * <p>First the directory: the number of distinct tile starts of all timelines and, ascending, how
 * far each lies after the one before (the first: before the as-of time): in steps, doubled plus
 * one, or else in units, doubled. Then a bitmap with a set bit for each aggregation that is not
 * empty, and those in order: their length in bytes; the number of their tiles doubled, plus one if
 * there is more than tiles; which of the directory's starts they are, unless all; the cells, oldest
 * first; and the rest. Starts are told by a bitmap over the directory or, where that is shorter, by
 * their positions, each relative to the one before.
 *
 * <p>Used by one thread: what it needs on the way is kept for the next key.
 */
final class StateWriter {
  private final StateSchema schema;
  private final int[] groupsOfParts;
  private final Column[] columns;
  private final ByteWriter body = new ByteWriter(256);
  private long[] directory = new long[64];
  private long[] merged = new long[64];
  private int starts;

  /**
   * @param groupsOfParts for each identity of the schema the group that computes it
   * @param columns for each identity its column in the group's timelines
   */
  StateWriter(StateSchema schema, int[] groupsOfParts, Column[] columns) {
    this.schema = schema;
    this.groupsOfParts = groupsOfParts;
    this.columns = columns;
  }

  void write(Timelines timelines, long asOf, ByteWriter out) {
    findStarts(timelines);
    writeDirectory(asOf, out);
    int bitmap = out.size();
    out.skip((columns.length + 7) >> 3);
    for (int part = 0; part < columns.length; part++) {
      Timeline timeline = timelines.of(groupsOfParts[part]);
      if (timeline != null) {
        int begin = columns[part].firstTile(timeline);
        if (begin < timeline.size() || columns[part].hasRest(timeline)) {
          out.setBit(bitmap, part);
          body.reset();
          write(timeline, columns[part], begin);
          out.writeBytes(body);
        }
      }
    }
  }

  private void writeDirectory(long asOf, ByteWriter out) {
    long unit = schema.unit();
    long step = schema.step() / unit;
    out.writeUnsigned(starts);
    long previous = 0;
    for (int i = 0; i < starts; i++) {
      long number = Math.floorDiv(directory[i], unit);
      long distance = i == 0 ? Math.floorDiv(asOf, unit) - number : number - previous;
      out.writeUnsigned(distance % step == 0 ? distance / step << 1 | 1 : distance << 1);
      previous = number;
    }
  }

  /** Writes a column's tiles from {@code begin} on, and its rest, into the body. */
  private void write(Timeline timeline, Column column, int begin) {
    column.beforeWrite(timeline, begin);
    int size = timeline.size() - begin;
    boolean hasRest = column.hasRest(timeline);
    body.writeUnsigned((long) size << 1 | (hasRest ? 1 : 0));
    if (size < starts) {
      writeMembers(timeline, begin);
    }
    for (int i = begin; i < timeline.size(); i++) {
      column.writeCell(timeline, i, body);
    }
    if (hasRest) {
      column.writeRest(timeline, body);
    }
  }

  private void writeMembers(Timeline timeline, int begin) {
    int bitmapLength = (starts + 7) >> 3;
    boolean isList = timeline.size() - begin < bitmapLength;
    int bitmap = body.size();
    if (!isList) {
      body.skip(bitmapLength);
    }
    int entry = 0;
    int previous = 0;
    for (int i = begin; i < timeline.size(); i++) {
      while (directory[entry] < timeline.start(i)) {
        entry++;
      }
      if (isList) {
        body.writeUnsigned(entry - previous);
        previous = entry;
      } else {
        body.setBit(bitmap, entry);
      }
    }
  }

  /** Finds all starts of all timelines, ascending. */
  private void findStarts(Timelines timelines) {
    starts = 0;
    for (int i = 0; i < timelines.size(); i++) {
      Timeline timeline = timelines.get(i);
      if (!containsStartsOf(timeline)) {
        mergeStartsOf(timeline);
      }
    }
  }

  private boolean containsStartsOf(Timeline timeline) {
    int entry = 0;
    for (int i = 0; i < timeline.size(); i++) {
      long start = timeline.start(i);
      while (entry < starts && directory[entry] < start) {
        entry++;
      }
      if (entry == starts || directory[entry] != start) {
        return false;
      }
    }
    return true;
  }

  private void mergeStartsOf(Timeline timeline) {
    int most = starts + timeline.size();
    if (most > merged.length) {
      merged = new long[2 * most];
      directory = Arrays.copyOf(directory, 2 * most);
    }
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < starts || j < timeline.size()) {
      long next;
      if (j == timeline.size() || (i < starts && directory[i] <= timeline.start(j))) {
        next = directory[i++];
        if (j < timeline.size() && timeline.start(j) == next) {
          j++;
        }
      } else {
        next = timeline.start(j++);
      }
      merged[count++] = next;
    }
    long[] earlier = directory;
    directory = merged;
    merged = earlier;
    starts = count;
  }
}
