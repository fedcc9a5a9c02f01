package io.freshet.sinks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.RowLayout;
import io.freshet.sinks.testing.PacedRows.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every sink holds, on a Flink in this process, with checkpoints, failures and savepoints.
 *
 * <p>An integration test of a sink extends it. Each test writes to a view of its own, so that
 * nothing needs to be cleared between them. The rows carry an {@code available_at} of their own; it
 * must be found in the store. Elements reach the sink partitioned by key, two subtasks wide.
 */
public abstract class SinkContract {
  private static final AtomicInteger VIEWS = new AtomicInteger();
  private static final int PARALLELISM = 2;
  private static final int KEYS = 40;

  /** More than what a paced source makes until the test has interrupted it. */
  private static final int MANY_ROWS = 20_000;

  @TempDir Path savepoints;

  /** What the store promises about replayed rows. */
  protected abstract Guarantee guarantee();

  /**
   * Writes {@code rows} to the store. ROW, FORGET and LAYOUT elements come mixed; the first LAYOUT
   * need not come before the first ROW.
   *
   * @param layout the layout of all rows; its pipeline and view name the place in the store
   */
  protected abstract void attach(DataStream<FeatureRow> rows, RowLayout layout) throws Exception;

  /**
   * Reads all that the store holds of a view, through as much of the public reading path as there
   * is; nothing if the view was never written. Rows of one key come in the store's order, if it
   * keeps one.
   */
  protected abstract List<StoredRow> read(RowLayout layout) throws Exception;

  /** Options for the Flink jobs, over the contract's own. */
  protected Configuration configuration() {
    return new Configuration();
  }

  @Test
  void everyRowIsFoundWithEqualValues() throws Exception {
    RowLayout layout = newLayout();
    ContractRows rows = new ContractRows(layout);
    List<FeatureRow> elements = new ArrayList<>();
    elements.add(rows.published());
    elements.addAll(rows.rows(1_000, KEYS));

    run(environment(checkpointed()), layout, elements);

    assertStored(layout, elements);
  }

  @Test
  void endOfInputFlushesAllWithoutCheckpoints() throws Exception {
    RowLayout layout = newLayout();
    ContractRows rows = new ContractRows(layout);
    List<FeatureRow> elements = List.of(rows.published(), rows.row(0, KEYS), rows.row(1, KEYS));

    run(environment(new Configuration()), layout, elements);

    assertStored(layout, elements);
  }

  @Test
  void emptyRunLeavesAValidStore() throws Exception {
    RowLayout layout = newLayout();
    ContractRows rows = new ContractRows(layout);

    run(environment(checkpointed()), layout, List.of());
    run(environment(checkpointed()), layout, List.of(rows.published()));
    assertThat(read(layout)).isEmpty();

    List<FeatureRow> elements = List.of(rows.row(0, KEYS));
    run(environment(checkpointed()), layout, elements);
    assertStored(layout, elements);
  }

  @Test
  void forgottenKeysAndRepeatedLayoutsBreakNothing() throws Exception {
    RowLayout layout = newLayout();
    ContractRows rows = new ContractRows(layout);
    List<FeatureRow> elements = new ArrayList<>();
    elements.add(rows.published());
    elements.addAll(rows.rows(2 * KEYS, KEYS));
    for (int key = 0; key < KEYS; key++) {
      switch (key % 4) {
        case 0 -> elements.add(ContractRows.forget(rows.row(KEYS + key, KEYS)));
        case 1 -> elements.add(ContractRows.forget(rows.row(key, KEYS)));
        case 2 -> {
          elements.add(ContractRows.forget(rows.row(KEYS + key, KEYS)));
          elements.add(rows.row(2L * KEYS + key, KEYS));
        }
        default -> elements.add(rows.published());
      }
    }
    elements.add(ContractRows.forget(rows.row(1_000 * KEYS + 1, 1_000 * KEYS)));

    run(environment(checkpointed()), layout, elements);

    assertStored(layout, elements);
  }

  @Test
  void olderRowNeverReplacesNewer() throws Exception {
    RowLayout layout = newLayout();
    ContractRows rows = new ContractRows(layout);
    List<FeatureRow> elements = new ArrayList<>(rows.rows(3 * KEYS, KEYS));
    elements.add(rows.published());
    for (int i = 0; i < KEYS; i++) {
      elements.add(rows.row(i + (i % 2) * KEYS, KEYS));
    }

    run(environment(checkpointed()), layout, elements);

    Expected.assertContains(guarantee(), read(layout), Expected.of(rows, guarantee(), elements));
  }

  @Test
  void replayAfterAFailureLeavesTheStoreRight() throws Exception {
    RowLayout layout = newLayout();
    StreamExecutionEnvironment environment = environment(checkpointed());
    sequence(environment, layout, Pace.FAILING);

    JobExecutionResult result = environment.execute();

    Long restarts = result.getAccumulatorResult(PacedRows.RESTARTS);
    assertThat(restarts).isGreaterThanOrEqualTo(2);
    assertStored(layout, new ContractRows(layout).rows(MANY_ROWS, KEYS));
  }

  @Test
  void jobGoesOnFromASavepoint() throws Exception {
    RowLayout layout = newLayout();
    // so that what is read meanwhile has a layout
    run(environment(checkpointed()), layout, List.of(new ContractRows(layout).published()));
    StreamExecutionEnvironment first = environment(checkpointed());
    sequence(first, layout, Pace.SLOW);
    JobClient job = first.executeAsync();
    while (read(layout).size() < KEYS / 2) {
      assertThat(job.getJobStatus().get().isGloballyTerminalState()).isFalse();
      Thread.sleep(50);
    }
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    job.getJobExecutionResult().get();

    Configuration restored = checkpointed();
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    StreamExecutionEnvironment second = environment(restored);
    sequence(second, layout, Pace.FREE);
    second.execute();

    assertStored(layout, new ContractRows(layout).rows(MANY_ROWS, KEYS));
  }

  private static RowLayout newLayout() {
    return ContractRows.layout(
        "view_" + ProcessHandle.current().pid() + "_" + VIEWS.incrementAndGet());
  }

  private static Configuration checkpointed() {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    return options;
  }

  private StreamExecutionEnvironment environment(Configuration options) {
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    options.addAll(configuration());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    environment.setParallelism(PARALLELISM);
    return environment;
  }

  private void run(
      StreamExecutionEnvironment environment, RowLayout layout, List<FeatureRow> elements)
      throws Exception {
    TypeInformation<FeatureRow> type = TypeInformation.of(FeatureRow.class);
    // no source at all would be no job
    DataStream<FeatureRow> source =
        elements.isEmpty()
            ? environment
                .fromData(List.of(new ContractRows(layout).row(0, KEYS)), type)
                .filter(row -> false)
            : environment.fromData(elements, type).setParallelism(1);
    attach(partitioned(source), layout);
    environment.execute();
  }

  private void sequence(StreamExecutionEnvironment environment, RowLayout layout, Pace pace)
      throws Exception {
    DataStream<FeatureRow> source =
        environment
            .fromSequence(PacedRows.LAYOUT, MANY_ROWS - 1)
            .setParallelism(1)
            .uid("contract-sequence")
            .map(new PacedRows(new ContractRows(layout), KEYS, pace))
            .setParallelism(1)
            .uid("contract-rows");
    attach(partitioned(source), layout);
  }

  /** Fixes the order within a key, and separates source and sink so that rows are under way. */
  private static DataStream<FeatureRow> partitioned(DataStream<FeatureRow> rows) {
    return rows.keyBy(FeatureRow::key).map(row -> row).returns(FeatureRow.class);
  }

  private void assertStored(RowLayout layout, List<FeatureRow> elements) throws Exception {
    List<StoredRow> expected = Expected.of(new ContractRows(layout), guarantee(), elements);
    Expected.assertHolds(guarantee(), read(layout), expected);
  }
}
