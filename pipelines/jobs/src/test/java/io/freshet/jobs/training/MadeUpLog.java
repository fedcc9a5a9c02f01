package io.freshet.jobs.training;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A log as a pipeline writes it, made up: entities with rows of several generations, late events,
 * outages of the online store, rows that were superseded before they became readable, and rows that
 * stand there twice.
 */
final class MadeUpLog {
  private static final String[] WORDS = {"a", "b|c", "d\\", "é", ""};

  /**
   * A row.
   *
   * @param keys values of the join keys
   * @param values values of the features
   */
  record Row(
      List<Object> keys,
      long generation,
      long featureTimestamp,
      long sequence,
      long available,
      List<Optional<Object>> values) {

    /** Order of versions; a version that became readable later is the newer one. */
    static final Comparator<Row> NEWEST_LAST =
        Comparator.comparingLong(Row::generation)
            .thenComparingLong(Row::featureTimestamp)
            .thenComparingLong(Row::sequence)
            .thenComparingLong(Row::available);
  }

  private final ViewPlan view;
  private final Random random;
  private final List<Row> rows = new ArrayList<>();

  /**
   * A log.
   *
   * @param entities number of entities
   * @param seed of all that is random
   */
  MadeUpLog(ViewPlan view, int entities, long seed) {
    this.view = view;
    this.random = new Random(seed);
    for (int i = 0; i < entities; i++) {
      entity(key(view, i));
    }
  }

  /** Keys of an entity. */
  static List<Object> key(ViewPlan view, int number) {
    return view.keys().size() == 1
        ? List.of("u" + number)
        : List.of("shop " + number % 3, (long) number);
  }

  private void entity(List<Object> keys) {
    int count = random.nextInt(30);
    long generation = 1;
    long asOf = random.nextInt(100);
    long sequence = 0;
    long readable = asOf;
    for (int i = 0; i < count; i++) {
      if (random.nextInt(15) == 0) {
        generation++;
        sequence = 0;
        asOf = Math.max(0, asOf - random.nextInt(100));
      }
      // late events leave the as-of time where it was
      asOf += random.nextInt(3) == 0 ? 0 : random.nextInt(20);
      sequence += random.nextInt(3);
      // after an outage many rows become readable at once, long after their events
      readable =
          Math.max(readable, asOf)
              + (random.nextInt(8) == 0 ? random.nextInt(80) : random.nextInt(3));
      Row row = new Row(keys, generation, asOf, sequence, readable, values());
      rows.add(row);
      if (random.nextInt(10) == 0) {
        rows.add(row);
      }
      if (random.nextInt(6) == 0) {
        // superseded: logged with the newer row's time
        rows.add(
            new Row(keys, generation, asOf - 1 - random.nextInt(5), sequence, readable, values()));
      }
      sequence++;
    }
  }

  private List<Optional<Object>> values() {
    Map<String, Long> kinds = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      kinds.put("k" + i, (long) random.nextInt(9));
    }
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return List.of(
        Optional.of((long) random.nextInt(1_000)),
        maybe(new BigDecimal(new BigInteger(100, random), 3)),
        maybe(random.nextDouble()),
        maybe((long) random.nextInt(1_000_000)),
        maybe(words),
        maybe(kinds));
  }

  private Optional<Object> maybe(Object value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
  }

  /** All rows. */
  List<Row> rows() {
    return rows;
  }

  /** The last row that was readable before a time, found as the words say it. */
  Optional<Row> lastReadable(List<Object> keys, long time, boolean inclusive) {
    return rows.stream()
        .filter(row -> row.keys().equals(keys))
        .filter(row -> inclusive ? row.available() <= time : row.available() < time)
        .max(Row.NEWEST_LAST);
  }

  /** What a join by event time would have given: wrong, for it sees what nobody could know. */
  Optional<Row> lastByEventTime(List<Object> keys, long time) {
    return rows.stream()
        .filter(row -> row.keys().equals(keys))
        .filter(row -> row.featureTimestamp() < time)
        .max(Row.NEWEST_LAST);
  }

  /** Whether a row was there by event time, but not readable yet. */
  boolean leaks(List<Object> keys, long time, boolean inclusive) {
    return rows.stream()
        .filter(row -> row.keys().equals(keys))
        .anyMatch(
            row ->
                inclusive
                    ? row.featureTimestamp() <= time && time < row.available()
                    : row.featureTimestamp() < time && time <= row.available());
  }

  /** Appends the rows to the view's table, in any order and in some commits. */
  void write(String root, int commits) throws IOException {
    RowLayout layout = view.layout(TestingViews.PIPELINE);
    FeatureRowFormat format = new FeatureRowFormat(layout);
    DeltaSinkOptions options = DeltaSinkOptions.of(root);
    String path = TablePaths.table(root, TestingViews.PIPELINE, view.name());
    DeltaTable table = DeltaTable.open(Engines.engine(Map.of()), path, format.schema());
    List<Row> shuffled = new ArrayList<>(rows);
    java.util.Collections.shuffle(shuffled, random);
    String application = "log-" + random.nextLong();
    for (int commit = 0; commit < commits; commit++) {
      try (TableWriter writer = new TableWriter(options, path, format.schema())) {
        for (int i = commit; i < shuffled.size(); i += commits) {
          writer.write(new TableRow(0, columns(shuffled.get(i))));
        }
        table.commit(new PendingCommit(application, commit, 0, writer.drain()));
      }
    }
  }

  private static @Nullable Object[] columns(Row row) {
    List<@Nullable Object> columns = new ArrayList<>(row.keys());
    columns.addAll(
        Arrays.asList(row.featureTimestamp(), row.available(), row.sequence(), row.generation()));
    columns.addAll(
        row.values().stream()
            .map(value -> value.orElse(null))
            .collect(Collectors.toCollection(ArrayList::new)));
    return columns.toArray();
  }
}
