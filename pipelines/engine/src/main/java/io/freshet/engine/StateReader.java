package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.MalformedRowException;

/** Reads the timelines of a key that {@link StateWriter} wrote, under today's plan. */
final class StateReader {
  private StateReader() {}

  /** Reads into the timelines that the target has made room for. */
  static void read(ByteReader in, long asOf, ReadingPlan plan, ViewEngine engine, KeyState target) {
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
          Timeline timeline = target.timeline(engine.groupOf(position));
          read(in, timeline, engine.column(position), directory, asOf);
          in.expectPosition(end);
        }
      }
    }
  }

  private static void read(
      ByteReader in, Timeline timeline, Column column, long[] directory, long asOf) {
    long head = in.readUnsigned();
    long size = head >>> 1;
    if (size > directory.length) {
      throw new MalformedRowException(size + " tiles of " + directory.length);
    }
    timeline.reserve((int) size);
    int bitmapLength = (directory.length + 7) >> 3;
    if (size == directory.length) {
      for (long start : directory) {
        timeline.readCell(column, start, in, asOf);
      }
    } else {
      for (int entry : readMembers(in, (int) size, directory.length, bitmapLength)) {
        timeline.readCell(column, directory[entry], in, asOf);
      }
    }
    if ((head & 1) != 0) {
      column.readRest(timeline, in);
    } else {
      column.withoutRest(timeline);
    }
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
}
