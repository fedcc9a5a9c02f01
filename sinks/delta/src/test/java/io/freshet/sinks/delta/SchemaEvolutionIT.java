package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.utils.CloseableIterable;
import io.freshet.schemas.Field;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSchemaException;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TablePaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose rows get other columns, without Flink. */
class SchemaEvolutionIT {
  private static final int WRITERS = 6;
  private static final int COMMITS = 8;

  private final Engine engine = Engines.engine(Map.of());
  private final TestingRows rows = new TestingRows("evolving", 1);
  @TempDir Path root;

  @Test
  void newFeaturesStandBehindTheOldOnes() {
    open(rows);
    open(rows.with(new Field("visits", ValueType.array(ValueType.BIGINT)), 2).without("label", 2));

    List<String> features =
        new ArrayList<>(rows.layout().features().stream().map(Field::name).toList());
    features.add("visits");
    features.add("event_date");
    assertThat(table().columns()).endsWith(features.toArray(String[]::new)).hasSize(21);
    assertThat(table().version()).isEqualTo(1);
  }

  @Test
  void tableThatHasAllColumnsIsLeftAlone() {
    open(rows);
    open(rows.without("label", 2));
    open(rows);

    assertThat(table().version()).isZero();
  }

  @Test
  void pendingCommitOfAnOlderLayoutIsCommitted() throws Exception {
    open(rows);
    PendingCommit pending = new PendingCommit("freshet-a", 1, 0, write(rows, 0, 5));
    TestingRows after = rows.without("label", 2).with(new Field("visits", ValueType.BIGINT), 2);

    DeltaTable table = open(after);
    table.commit(pending);
    table.commit(new PendingCommit("freshet-b", 1, 0, write(after, 5, 8)));

    List<List<@Nullable Object>> found = new ArrayList<>();
    table().forEachRow(List.of("clicks", "label", "visits"), row -> found.add(asList(row)));
    assertThat(found)
        .containsExactlyInAnyOrder(
            asList(0L, null, null),
            asList(1L, "label 1", null),
            asList(2L, "label 2", null),
            asList(3L, null, null),
            asList(4L, "label 0", null),
            asList(5L, null, 50L),
            asList(6L, null, 60L),
            asList(7L, null, 70L));
  }

  @Test
  void writersThatChangeATableAtOnceLoseNothing() throws Exception {
    open(rows);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      // two of each layout, and two that know of no change
      TestingRows mine =
          i < 2 ? rows : rows.with(new Field("common", ValueType.BIGINT), i).with(own(i / 2), i);
      String application = "freshet-" + i;
      writers.add(
          () -> {
            start.await();
            for (int n = 0; n < COMMITS; n++) {
              DeltaTable table = open(mine);
              table.commit(new PendingCommit(application, n, 0, write(mine, n, n + 1)));
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<String> names = rows.layout().features().stream().map(Field::name).toList();
    assertThat(table().columns()).containsAll(names).contains("common", "own_1", "own_2");
    assertThat(table().columns()).doesNotHaveDuplicates().hasSize(23);
    assertThat(table().rowCount()).isEqualTo(WRITERS * COMMITS);
    List<List<@Nullable Object>> found = new ArrayList<>();
    table().forEachRow(List.of("common", "own_1", "own_2"), row -> found.add(asList(row)));
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (long n = 0; n < COMMITS; n++) {
      for (int twice = 0; twice < 2; twice++) {
        expected.add(asList(null, null, null));
        expected.add(asList(10 * n, 10 * n, null));
        expected.add(asList(10 * n, null, 10 * n));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void columnsThatARestoreTookAwayComeBack() throws Exception {
    TestingRows after = rows.with(new Field("visits", ValueType.BIGINT), 2);
    open(rows);
    DeltaTable running = open(after);
    restoreFirstSchema();

    running.commit(new PendingCommit("freshet-a", 1, 0, write(after, 1, 2)));

    List<Object> visits = new ArrayList<>();
    table().forEachRow(List.of("visits"), row -> visits.add(row[0]));
    assertThat(visits).containsExactly(10L);
  }

  @Test
  void otherTypesAreRefusedWithTheRemedy() {
    open(rows);
    RowLayout changed =
        rows.with(new Field("clicks", ValueType.DOUBLE), 2)
            .with(new Field("visits", ValueType.BIGINT), 2)
            .layout();

    assertThatThrownBy(() -> open(changed))
        .isInstanceOf(DeltaSchemaException.class)
        .hasMessageContaining("shop/evolving does not fit")
        .hasMessageContaining("it has clicks long instead of clicks double.")
        .hasMessageContaining(
            "Nothing was written. Give a feature whose type has changed a new name")
        .hasMessageContaining("Or give the view another name, or move the table away");
    assertThat(table().version()).isZero();
  }

  @Test
  void keysAreNotChanged() {
    open(rows);
    RowLayout layout = rows.layout();
    List<Field> renamed =
        List.of(new Field("customer_id", ValueType.STRING), new Field("shop", ValueType.STRING));

    assertThatThrownBy(() -> open(new RowLayout("shop", "evolving", renamed, layout.features())))
        .isInstanceOf(DeltaSchemaException.class)
        .hasMessageContaining("it lacks customer_id string not null")
        .hasMessageContaining("it has shop long not null instead of shop string not null")
        .hasMessageContaining("it has user_id string not null besides")
        .hasMessageContaining("Nothing was written. Give the view another name");
  }

  @Test
  void namesThatDifferByCaseAreOne() {
    open(rows);

    TestingRows renamed = rows.without("clicks", 2).with(new Field("Clicks", ValueType.BIGINT), 2);

    assertThatThrownBy(() -> open(renamed))
        .hasMessageContaining("it has clicks long instead of Clicks long");
  }

  @Test
  void tableThatMapsItsColumnsIsRefused() {
    TableManager.buildCreateTableTransaction(
            path(), new FeatureRowFormat(rows.layout()).schema().logical(), "somebody")
        .withTableProperties(Map.of("delta.columnMapping.mode", "name"))
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());

    assertThatThrownBy(() -> open(rows))
        .isInstanceOf(DeltaSchemaException.class)
        .hasMessageContaining("delta.columnMapping.mode is name")
        .hasMessageContaining("it is partitioned by [], not by event_date");
  }

  private static Field own(int number) {
    return new Field("own_" + number, ValueType.BIGINT);
  }

  private void restoreFirstSchema() {
    SnapshotImpl now = (SnapshotImpl) TableManager.loadSnapshot(path()).build(engine);
    Metadata first = TableManager.loadSnapshot(path()).atVersion(0).build(engine).getMetadata();
    new TransactionImpl(
            false,
            now.getDataPath(),
            Optional.of(now),
            "restore",
            Operation.MANUAL_UPDATE,
            Optional.empty(),
            Optional.of(first),
            now.getCommitter(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            System::currentTimeMillis)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  private static List<@Nullable Object> asList(@Nullable Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  private DeltaTable open(TestingRows ofLayout) {
    return open(ofLayout.layout());
  }

  private DeltaTable open(RowLayout layout) {
    return DeltaTable.open(engine, path(), new FeatureRowFormat(layout).schema());
  }

  private List<DataFile> write(TestingRows some, long from, long to) throws Exception {
    FeatureRowFormat format = new FeatureRowFormat(some.layout());
    try (TableWriter writer = new TableWriter(options(), path(), format.schema())) {
      for (long i = from; i < to; i++) {
        writer.write(format.toRow(some.row(i)));
      }
      return writer.drain();
    }
  }

  private DeltaTableReader table() {
    return DeltaTableReader.open(options(), "shop", "evolving");
  }

  private String path() {
    return TablePaths.table(options().root(), "shop", "evolving");
  }

  private DeltaSinkOptions options() {
    return DeltaSinkOptions.of(root.toString());
  }
}
