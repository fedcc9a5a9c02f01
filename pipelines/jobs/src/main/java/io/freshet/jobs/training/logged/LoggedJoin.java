package io.freshet.jobs.training.logged;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.ViewJoin;
import io.freshet.jobs.training.output.Windows;
import io.freshet.jobs.training.wire.LabelRow;
import io.freshet.jobs.training.wire.Reports;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.ByteReader;
import io.freshet.sinks.delta.scan.ScanException;
import io.freshet.sinks.delta.scan.TableSnapshot;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The values of a view as they were logged. */
public final class LoggedJoin implements ViewJoin {
  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private final ViewColumns view;
  private final int number;
  private final TableSnapshot table;
  private final TableColumns columns;
  private final Windows windows;
  private final TrainingOptions options;
  private final Map<String, String> hadoop;

  private LoggedJoin(
      ViewColumns view,
      int number,
      TableSnapshot table,
      TableColumns columns,
      Windows windows,
      TrainingOptions options,
      Map<String, String> hadoop) {
    this.view = view;
    this.number = number;
    this.table = table;
    this.columns = columns;
    this.windows = windows;
    this.options = options;
    this.hadoop = Map.copyOf(hadoop);
  }

  /**
   * Looks at the table of a view.
   *
   * @param number of the view in the set
   * @throws JobException if there is no such table or version, or it lacks what is asked for
   */
  public static LoggedJoin of(
      String pipeline,
      ViewPlan plan,
      ViewColumns view,
      int number,
      Environment environment,
      TrainingOptions options) {
    Environment.Offline offline = environment.offline();
    if (offline == null) {
      throw new JobException(
          "The environment has no offline store, from which logged values come; add offline:"
              + " {root: \"file:///...\"}");
    }
    try {
      String path = TablePaths.table(offline.root(), pipeline, view.view());
      TableSnapshot table =
          TableSnapshot.read(offline.properties(), path, options.version(view.view()));
      TableColumns columns = FeatureTable.columns(table, view);
      return new LoggedJoin(
          view,
          number,
          table,
          columns,
          FeatureTable.windows(table, plan, view),
          options,
          offline.properties());
    } catch (ScanException e) {
      throw new JobException("View '" + view.view() + "': " + e.getMessage(), e);
    }
  }

  @Override
  public DataStream<byte[]> join(
      StreamExecutionEnvironment execution, DataStream<byte[]> labels, DataStream<byte[]> index) {
    int tasks = execution.getParallelism();
    ReadableBefore before = ReadableBefore.of(options.inclusive());
    DataStream<byte[]> rows =
        index
            .broadcast()
            .connect(splits(execution, tasks))
            .transform(
                "read " + view.view(),
                BYTES,
                new TableScanOperator(
                    table.path(), columns, before, options.labelsInMemory(), hadoop));
    long maxAge = options.maxAge() == null ? Long.MAX_VALUE : options.maxAge();
    return labels
        .partitionCustom(new HashRange(), new LabelHash(number))
        .connect(rows.partitionCustom(new HashRange(), new RowHash()))
        .transform("join " + view.view(), BYTES, new LabelJoinOperator(number, before, maxAge));
  }

  private DataStream<byte[]> splits(StreamExecutionEnvironment execution, int tasks) {
    List<TableSplit> splits = TableSplit.of(table.files(), columns.available(), tasks);
    if (splits.isEmpty()) {
      // a table without rows
      return execution.fromData(List.of(new byte[0]), BYTES).filter(split -> split.length > 0);
    }
    return execution
        .fromData(splits.stream().map(Reports::write).toList(), BYTES)
        .setParallelism(1)
        .name("parts of " + view.view())
        .partitionCustom(new ToTask(), new TaskOfSplit());
  }

  @Override
  public Windows windows() {
    return windows;
  }

  @Override
  public void describe(ObjectNode json) {
    json.put("table", table.path());
    json.put("table_id", table.id());
    json.put("version", table.version());
    json.put("committed_at", table.committedAt());
  }

  /** The hash of the key of a label. */
  private record LabelHash(int view) implements KeySelector<byte[], Integer> {
    @Override
    public Integer getKey(byte[] label) {
      return hash(LabelRow.key(label, view));
    }
  }

  /** The hash of the key of a row. */
  private static final class RowHash implements KeySelector<byte[], Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer getKey(byte[] message) {
      return hash(RowMessage.key(message));
    }
  }

  private static int hash(ByteReader key) {
    int length = key.readCount();
    return KeyTable.hash(key.bytes(), key.position(), length);
  }

  /** Gives each task a range of hashes: the tables of tasks use the low bits. */
  private static final class HashRange implements Partitioner<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer hash, int tasks) {
      return (int) (Integer.toUnsignedLong(hash) * tasks >>> Integer.SIZE);
    }
  }

  /** The task that is to read a split. */
  private static final class TaskOfSplit implements KeySelector<byte[], Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer getKey(byte[] split) {
      return Reports.read(split, TableSplit.class).task();
    }
  }

  private static final class ToTask implements Partitioner<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer task, int tasks) {
      return task;
    }
  }
}
