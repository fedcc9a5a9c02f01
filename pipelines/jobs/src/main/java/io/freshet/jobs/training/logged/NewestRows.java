package io.freshet.jobs.training.logged;

import io.freshet.schemas.ByteWriter;
import io.freshet.sinks.delta.packed.ColumnCursor;
import io.freshet.sinks.delta.scan.ParquetScan;
import io.freshet.sinks.delta.scan.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Gives for each label at most the newest row of parts of a table that belongs to it, and says to
 * which labels rows would leak.
 *
 * <p>Reads keys and versions of all rows first, and then the features of the rows that are left.
 * Not thread-safe.
 */
final class NewestRows {
  private record Part(TableSplit split, int group) {}

  private final TableReader reader;
  private final TableColumns columns;
  private final LabelTimes times;
  private final ReadableBefore before;
  private final Consumer<byte[]> out;
  private final Candidates candidates;
  private final Leaks leaks;
  private final List<Part> parts = new ArrayList<>();
  private final ByteWriter message = new ByteWriter(256);
  private final EntityIndex index;
  private final int[] hashes = new int[TableReader.Versions.ROWS];
  private final boolean[] same = new boolean[TableReader.Versions.ROWS];
  private final int[] slots = new int[TableReader.Versions.ROWS];
  private final int[] entityOfSlot;
  private final long lastLabel;

  NewestRows(
      TableReader reader,
      TableColumns columns,
      LabelTimes times,
      ReadableBefore before,
      Consumer<byte[]> out) {
    this.reader = reader;
    this.columns = columns;
    this.times = times;
    this.before = before;
    this.out = out;
    this.candidates = new Candidates(times.size());
    this.leaks = new Leaks(times.size());
    this.index = new EntityIndex(times);
    this.entityOfSlot = new int[times.size()];
    long last = Long.MIN_VALUE;
    for (int entity = 0; entity < times.entities().size(); entity++) {
      for (int slot = times.begin(entity); slot < times.end(entity); slot++) {
        entityOfSlot[slot] = entity;
      }
      last = Math.max(last, times.time(times.end(entity) - 1));
    }
    this.lastLabel = last;
  }

  void read(List<TableSplit> splits) throws IOException {
    for (TableSplit split : splits) {
      if (mayMatter(split)) {
        readVersions(split);
      }
    }
    prune();
    readFeatures(candidates.byPart(parts.size()));
    tellLeaks();
  }

  /**
   * Whether some row may be before some label. As-of times are looked at: rows that became readable
   * after the last label would still leak.
   */
  private boolean mayMatter(TableSplit split) {
    Long smallest = split.file().smallest().get(columns.featureTimestamp());
    Long readable = split.file().smallest().get(columns.available());
    return smallest == null
        || readable == null
        || before.holds(Math.min(smallest, readable), lastLabel);
  }

  private boolean mayMatter(ParquetScan file, int group) {
    OptionalLong smallest = file.smallestMillis(group, columns.featureTimestamp());
    OptionalLong readable = file.smallestMillis(group, columns.available());
    return smallest.isEmpty()
        || readable.isEmpty()
        || before.holds(Math.min(smallest.getAsLong(), readable.getAsLong()), lastLabel);
  }

  private void readVersions(TableSplit split) throws IOException {
    LongPredicate deleted = reader.deleted(split);
    try (ParquetScan file = reader.open(split)) {
      for (int group : file.groups(split.begin(), split.end())) {
        if (mayMatter(file, group)) {
          try (RowGroup rows = file.read(group, columns.versions())) {
            readVersions(rows, file.firstRow(group), deleted);
            parts.add(new Part(split, group));
          }
        }
      }
    }
  }

  private void readVersions(RowGroup group, long first, LongPredicate deleted) {
    TableReader.Versions versions = reader.versions(group);
    int[] places = new int[TableReader.Versions.ROWS];
    int done = 0;
    for (int rows = versions.next(); rows > 0; rows = versions.next()) {
      find(versions, rows, places);
      findSlots(versions, rows, places);
      for (int row = 0; row < rows; row++) {
        if (places[row] != EntityIndex.NONE && !deleted.test(first + done + row)) {
          take(versions, row, places[row], slots[row], done + row);
        }
      }
      done += rows;
    }
  }

  /**
   * Finds many entities in a row: the processor waits for the memory of several at once. Rows of
   * one entity stand together in a table that has been compacted.
   */
  private void find(TableReader.Versions versions, int rows, int[] places) {
    byte[] keys = versions.keys.bytes();
    for (int row = 0; row < rows; row++) {
      same[row] = row > 0 && versions.isSameKey(row);
      if (!same[row]) {
        hashes[row] = KeyTable.hash(keys, versions.keyBegins[row], versions.keyLengths[row]);
      }
    }
    for (int row = 0; row < rows; row++) {
      places[row] =
          same[row]
              ? places[row - 1]
              : index.find(hashes[row], keys, versions.keyBegins[row], versions.keyLengths[row]);
    }
  }

  /** Finds the first label that could have read each row: often that of the row before. */
  private void findSlots(TableReader.Versions versions, int rows, int[] places) {
    for (int row = 0; row < rows; row++) {
      if (places[row] != EntityIndex.NONE) {
        long available = versions.available[row];
        slots[row] =
            same[row] && before.isFirstSlot(index, places[row], slots[row - 1], available)
                ? slots[row - 1]
                : before.firstSlot(index, places[row], available);
      }
    }
  }

  private void take(TableReader.Versions versions, int row, int place, int slot, int number) {
    if (slot < index.end(place)) {
      candidates.offer(
          slot,
          versions.generation[row],
          versions.asOf[row],
          versions.sequence[row],
          versions.available[row],
          parts.size(),
          number);
    }
    if (before.isAfter(index, place, slot - 1, versions.asOf[row])) {
      leaks.add(
          before.firstSlot(index, place, versions.asOf[row]),
          versions.available[row],
          versions.available[row] - versions.asOf[row]);
    }
  }

  /** Forgets rows that an earlier label of their entity has a newer one than. */
  private void prune() {
    for (int entity = 0; entity < times.entities().size(); entity++) {
      int best = -1;
      for (int slot = times.begin(entity); slot < times.end(entity); slot++) {
        if (!candidates.has(slot)) {
          continue;
        }
        if (best >= 0 && candidates.isOlder(slot, best)) {
          candidates.remove(slot);
        } else {
          best = slot;
        }
      }
    }
  }

  private void readFeatures(long[][] located) throws IOException {
    for (int part = 0; part < located.length; part++) {
      if (located[part].length > 0) {
        Part place = parts.get(part);
        try (ParquetScan file = reader.open(place.split());
            RowGroup group = file.read(place.group(), columns.values())) {
          readFeatures(group, located[part]);
        }
      }
    }
  }

  private void readFeatures(RowGroup group, long[] located) {
    ColumnCursor[] features = reader.features(group);
    int next = 0;
    for (long place : located) {
      int row = (int) (place >>> Integer.SIZE);
      begin((int) place);
      for (ColumnCursor feature : features) {
        feature.skip(row - next);
        feature.pack(message);
      }
      next = row + 1;
      out.accept(message.toByteArray());
    }
  }

  private void begin(int slot) {
    KeyTable entities = times.entities();
    int entity = entityOfSlot[slot];
    RowMessage.beginRow(
        entities.bytes(),
        entities.begin(entity),
        entities.length(entity),
        candidates.generation(slot),
        candidates.featureTimestamp(slot),
        candidates.sequence(slot),
        candidates.available(slot),
        message);
  }

  private void tellLeaks() {
    leaks.spread(times, before);
    KeyTable entities = times.entities();
    for (int slot = 0; slot < times.size(); slot++) {
      if (leaks.contains(slot)) {
        int entity = entityOfSlot[slot];
        RowMessage.leak(
            entities.bytes(),
            entities.begin(entity),
            entities.length(entity),
            times.time(slot),
            leaks.available(slot),
            leaks.delay(slot),
            message);
        out.accept(message.toByteArray());
      }
    }
  }
}
