package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the timelines of a key.
 *
 * <p>First the directory: the number of distinct tile starts of all timelines and, ascending, how
 * far each lies after the one before (the first: before the as-of time): in steps, doubled plus
 * one, or else in units, doubled. Then a bitmap with a set bit for each timeline that is not empty,
 * and those in order: their length in bytes; the number of their tiles doubled, plus one if there
 * is more than tiles; which of the directory's starts they are, unless all; the cells, oldest
 * first; and the rest. Starts are told by a bitmap over the directory or, where that is shorter, by
 * their positions, each relative to the one before.
 */
final class StateCodec {
  private StateCodec() {}

  static void write(@Nullable Timeline[] timelines, long asOf, StateSchema schema, ByteWriter out) {
    long unit = schema.unit();
    long step = schema.step() / unit;
    long[] directory = directory(timelines);
    out.writeUnsigned(directory.length);
    long previous = 0;
    for (int i = 0; i < directory.length; i++) {
      long number = Math.floorDiv(directory[i], unit);
      long distance = i == 0 ? Math.floorDiv(asOf, unit) - number : number - previous;
      out.writeUnsigned(distance % step == 0 ? distance / step << 1 | 1 : distance << 1);
      previous = number;
    }
    int bitmap = out.size();
    out.skip((timelines.length + 7) >> 3);
    ByteWriter body = new ByteWriter(64);
    for (int i = 0; i < timelines.length; i++) {
      Timeline timeline = timelines[i];
      if (timeline != null && !timeline.isEmpty()) {
        out.setBit(bitmap, i);
        body.reset();
        write(timeline, directory, body);
        out.writeBytes(body);
      }
    }
  }

  /** Reads what {@link #write} wrote into the timelines that the target has made room for. */
  static void read(ByteReader in, long asOf, ReadingPlan plan, KeyState target) {
    int size = in.readCount();
    if (size > in.remaining()) {
      throw new MalformedRowException("a directory of " + size + " tiles");
    }
    long[] directory = new long[size];
    long unit = plan.schema().unit();
    long step = plan.schema().step() / unit;
    long number = Math.floorDiv(asOf, unit);
    for (int i = 0; i < size; i++) {
      long coded = in.readUnsigned();
      long distance = Math.multiplyExact(coded >>> 1, (coded & 1) == 0 ? 1 : step);
      if (distance == 0 && i > 0) {
        throw new MalformedRowException("the same tile twice");
      }
      number = i == 0 ? Math.subtractExact(number, distance) : Math.addExact(number, distance);
      directory[i] = Math.multiplyExact(number, unit);
    }
    byte[] bitmap = in.readBytes((plan.positions().length + 7) >> 3);
    for (int i = 0; i < plan.positions().length; i++) {
      if ((bitmap[i >> 3] >> (i & 7) & 1) != 0) {
        int length = in.readCount();
        int position = plan.positions()[i];
        if (position < 0) {
          in.skip(length);
        } else {
          int end = in.endOf(length);
          read(in, target.timeline(position), directory, asOf);
          in.expectPosition(end);
        }
      }
    }
  }

  private static void write(Timeline timeline, long[] directory, ByteWriter out) {
    timeline.beforeWrite();
    int size = timeline.size();
    boolean hasRest = timeline.hasRest();
    out.writeUnsigned((long) size << 1 | (hasRest ? 1 : 0));
    if (size < directory.length) {
      writeMembers(timeline, directory, out);
    }
    for (int i = 0; i < size; i++) {
      timeline.writeCell(i, out);
    }
    if (hasRest) {
      timeline.writeRest(out);
    }
    timeline.afterWrite();
  }

  private static void writeMembers(Timeline timeline, long[] directory, ByteWriter out) {
    int size = timeline.size();
    int bitmapLength = (directory.length + 7) >> 3;
    boolean isList = size < bitmapLength;
    int bitmap = out.size();
    if (!isList) {
      out.skip(bitmapLength);
    }
    int entry = 0;
    int previous = 0;
    for (int i = 0; i < size; i++) {
      while (directory[entry] < timeline.start(i)) {
        entry++;
      }
      if (isList) {
        out.writeUnsigned(entry - previous);
        previous = entry;
      } else {
        out.setBit(bitmap, entry);
      }
    }
  }

  private static void read(ByteReader in, Timeline timeline, long[] directory, long asOf) {
    long head = in.readUnsigned();
    long size = head >>> 1;
    if (size > directory.length) {
      throw new MalformedRowException(size + " tiles of " + directory.length);
    }
    int bitmapLength = (directory.length + 7) >> 3;
    if (size == directory.length) {
      for (long start : directory) {
        timeline.append(start, in, asOf);
      }
    } else {
      for (int entry : readMembers(in, (int) size, directory.length, bitmapLength)) {
        timeline.append(directory[entry], in, asOf);
      }
    }
    if ((head & 1) != 0) {
      timeline.readRest(in);
    } else {
      timeline.withoutRest();
    }
    timeline.index(asOf);
  }

  private static int[] readMembers(ByteReader in, int size, int starts, int bitmapLength) {
    int[] members = new int[size];
    if (size < bitmapLength) {
      int entry = 0;
      for (int i = 0; i < size; i++) {
        int step = in.readCount();
        entry += step;
        if (entry < 0 || entry >= starts || (step == 0 && i > 0)) {
          throw new MalformedRowException("tile " + entry + " of " + starts);
        }
        members[i] = entry;
      }
      return members;
    }
    byte[] bitmap = in.readBytes(bitmapLength);
    int found = 0;
    for (int entry = 0; entry < starts; entry++) {
      if ((bitmap[entry >> 3] >> (entry & 7) & 1) != 0) {
        if (found == size) {
          throw new MalformedRowException("more tiles than " + size);
        }
        members[found++] = entry;
      }
    }
    if (found < size) {
      throw new MalformedRowException(found + " tiles instead of " + size);
    }
    return members;
  }

  /** All starts of all timelines, ascending. */
  private static long[] directory(@Nullable Timeline[] timelines) {
    long[] all = {};
    int size = 0;
    for (Timeline timeline : timelines) {
      if (timeline != null && timeline.size() > 0 && !contains(all, size, timeline)) {
        long[] merged = new long[size + timeline.size()];
        size = merge(all, size, timeline, merged);
        all = merged;
      }
    }
    return Arrays.copyOf(all, size);
  }

  private static boolean contains(long[] all, int size, Timeline timeline) {
    int entry = 0;
    for (int i = 0; i < timeline.size(); i++) {
      long start = timeline.start(i);
      while (entry < size && all[entry] < start) {
        entry++;
      }
      if (entry == size || all[entry] != start) {
        return false;
      }
    }
    return true;
  }

  private static int merge(long[] all, int size, Timeline timeline, long[] merged) {
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < size || j < timeline.size()) {
      long next;
      if (j == timeline.size() || (i < size && all[i] <= timeline.start(j))) {
        next = all[i++];
        if (j < timeline.size() && timeline.start(j) == next) {
          j++;
        }
      } else {
        next = timeline.start(j++);
      }
      merged[count++] = next;
    }
    return count;
  }
}
