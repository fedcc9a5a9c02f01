package io.freshet.sinks.delta.care;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.delta.TestingRows;
import io.freshet.sinks.delta.file.TableWriter;
import io.freshet.sinks.delta.read.DeltaTableReader;
import io.freshet.sinks.delta.schema.FeatureRowFormat;
import io.freshet.sinks.delta.schema.TableRow;
import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.DeltaSinkOptions;
import io.freshet.sinks.delta.table.DeltaTable;
import io.freshet.sinks.delta.table.Engines;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TableMetadata;
import io.freshet.sinks.delta.table.TablePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table that rows are added to as a sink would, and what it holds. */
final class CaredTable {
  private static final String VIEW = "cared";

  private final DeltaSinkOptions options;
  private final TestingRows rows = new TestingRows(VIEW, 1);
  private final FeatureRowFormat format = new FeatureRowFormat(rows.layout());
  private final DeltaTable table;
  private int commits;

  CaredTable(Path root, long targetFileSize) {
    options = DeltaSinkOptions.of(root.toString()).withTargetFileSize(targetFileSize);
    table = DeltaTable.open(Engines.engine(Map.of()), path(), format.schema());
  }

  String path() {
    return TablePaths.table(options.root(), "shop", VIEW);
  }

  Path folder() {
    return TablePaths.local(path());
  }

  DeltaSinkOptions options() {
    return options;
  }

  TableCare care() {
    return TableCare.of(options, "shop", VIEW);
  }

  TableLog log() {
    return new TableLog(Engines.engine(Map.of()), path());
  }

  /** As a job does whose view has got another feature. */
  void addColumn(String name) {
    TestingRows more = rows.with(new Field(name, ValueType.BIGINT), 2);
    DeltaTable.open(Engines.engine(Map.of()), path(), new FeatureRowFormat(more.layout()).schema());
  }

  /** Sets a property of the table. */
  void setProperty(String name, String value) {
    log()
        .latest()
        .buildUpdateTableTransaction("test", Operation.MANUAL_UPDATE)
        .withTablePropertiesAdded(Map.of(name, value))
        .build(log().engine())
        .commit(log().engine(), CloseableIterable.emptyIterable());
  }

  /** Commits rows, a file per partition. Rows with numbers near each other are of the same day. */
  List<DataFile> append(long from, long to) throws IOException {
    List<DataFile> files = write(from, to);
    commit(files);
    return files;
  }

  /** Files that a commit may name later. */
  List<DataFile> write(long from, long to) throws IOException {
    try (TableWriter writer = new TableWriter(options, path(), format.schema())) {
      for (long i = from; i < to; i++) {
        TableRow row = format.toRow(rows.row(i));
        writer.write(row);
      }
      return writer.drain();
    }
  }

  void commit(List<DataFile> files) {
    table.commit(new PendingCommit("freshet-test", commits++, 0, files));
  }

  void commit(List<DataFile> files, TableMetadata metadata) {
    table.commit(new PendingCommit("freshet-test", commits++, 0, files, metadata));
  }

  /** As another job. */
  void commitAs(String application, List<DataFile> files) {
    table.commit(new PendingCommit(application, 1, 0, files));
  }

  /** The last commit, as a job would that was started again and does not know of it. */
  void commitAgain(List<DataFile> files) {
    table.commit(new PendingCommit("freshet-test", commits - 1, 0, files));
  }

  /** Numbers of the rows of the newest version, sorted. */
  List<Long> rowNumbers() throws IOException {
    return rowNumbers(log().latest());
  }

  /** Numbers of the rows of a version, sorted. */
  List<Long> rowNumbers(long version) throws IOException {
    return rowNumbers(log().at(version));
  }

  private List<Long> rowNumbers(Snapshot snapshot) throws IOException {
    StructType columns =
        new StructType().add(snapshot.getSchema().get(FeatureRowFormat.AVAILABLE_AT));
    FileRows reader = new FileRows(log().engine(), snapshot, columns);
    List<Long> found = new ArrayList<>();
    for (LiveFile file : LiveFile.all(log().engine(), snapshot).values()) {
      reader.read(
          file,
          (batch, selection) -> {
            for (int i = 0; i < batch.getSize(); i++) {
              found.add(batch.getColumnVector(0).getLong(i) / 1_000 - rows.availableAt(0));
            }
          });
    }
    return found.stream().sorted().toList();
  }

  DeltaTableReader reader() {
    return DeltaTableReader.open(options, "shop", VIEW);
  }

  /** All rows with all columns. */
  List<Map<String, Object>> contents() {
    List<Map<String, Object>> contents = new ArrayList<>();
    reader().forEachRow(contents::add);
    return contents;
  }

  Collection<LiveFile> files() {
    return LiveFile.all(log().engine(), log().latest()).values();
  }

  /** Data files in the folder, named by the log or not. */
  long storedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .filter(file -> !file.toString().contains("_delta_log"))
          .count();
    }
  }
}
