package io.freshet.sinks.redis;

import static io.freshet.sinks.redis.TestingRows.forget;
import static io.freshet.sinks.redis.TestingRows.layout;
import static io.freshet.sinks.redis.TestingRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.FeatureRow;
import io.freshet.schemas.PackedRow;
import io.freshet.sinks.redis.client.OnlineReader;
import io.freshet.sinks.redis.client.OnlineRow;
import io.freshet.sinks.redis.client.OnlineStore;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSinkIT {
  private static final TypeInformation<FeatureRow> TYPE = TypeInformation.of(FeatureRow.class);

  /** Shared with the job, which runs in this process. */
  private static final AtomicBoolean RESTARTED = new AtomicBoolean();

  @TempDir Path directory;
  private RedisServer server;

  @BeforeEach
  void start() {
    server = RedisServer.start(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void acknowledgedElementsComeOutInOrder() throws Exception {
    long before = System.currentTimeMillis();
    List<FeatureRow> elements =
        List.of(
            layout(),
            row("a", 1),
            row("b", 1),
            row("a", 2),
            forget("b", 1),
            layout(),
            row("a", 1),
            row("b", 2),
            forget("a", 1));

    List<FeatureRow> out = run(elements, options());

    assertThat(out.stream().map(FeatureRow::kind))
        .containsExactlyElementsOf(elements.stream().map(FeatureRow::kind).toList());
    assertThat(out.stream().map(FeatureRow::key))
        .containsExactlyElementsOf(elements.stream().map(FeatureRow::key).toList());
    assertThat(out)
        .filteredOn(element -> element.kind() == FeatureRow.Kind.ROW)
        .allSatisfy(
            element ->
                assertThat(PackedRow.availableAt(element.packed())).isGreaterThanOrEqualTo(before));
    // the older row of "a" became what the newer one is
    assertThat(PackedRow.availableAt(out.get(6).packed()))
        .isEqualTo(PackedRow.availableAt(out.get(3).packed()));
    assertThat(sequences("a", "b")).isEqualTo(Map.of("a", 2L, "b", 2L));
  }

  @Test
  void startWithoutStateAnswersTheStoredTimes() throws Exception {
    List<FeatureRow> elements = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      elements.add(row("user " + i, 1));
    }
    List<Long> first = availableAts(run(elements, options()));

    assertThat(availableAts(run(elements, options()))).isEqualTo(first);
  }

  @Test
  void outageDelaysAndLosesNothing() throws Exception {
    int rows = 30_000;
    int keys = 300;
    StreamExecutionEnvironment environment = environment();
    DataStream<FeatureRow> source =
        environment
            .fromSequence(0, rows - 1)
            .setParallelism(1)
            .map(
                i -> {
                  pace(i < rows / 2);
                  return row("user " + i % keys, i / keys + 1);
                })
            .returns(TYPE)
            .setParallelism(1);
    List<FeatureRow> out = new ArrayList<>();

    try (CloseableIterator<FeatureRow> result =
        RedisSink.write(source, options()).executeAndCollect()) {
      out.add(result.next());
      server.kill();
      Thread.sleep(3_000);
      server.restartEmpty();
      RESTARTED.set(true);
      result.forEachRemaining(out::add);
    }

    assertThat(out).hasSize(rows);
    for (int i = 0; i < rows; i++) {
      assertThat(out.get(i).key()).isEqualTo("user " + i % keys);
      assertThat(PackedRow.sequence(out.get(i).packed())).isEqualTo(i / keys + 1);
      assertThat(PackedRow.availableAt(out.get(i).packed())).isPositive();
    }
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < keys; i++) {
      expected.put("user " + i, (long) rows / keys);
    }
    publishLayout();
    assertThat(sequences(expected.keySet().toArray(String[]::new))).isEqualTo(expected);
  }

  @Test
  void rowsLiveAsLongAsTheViewSays() throws Exception {
    run(List.of(row("a", 1)), options().withTtl(Duration.ofDays(90)));

    RedisClient admin = RedisClient.create(server.uri());
    assertThat(admin.connect().sync().pttl("shop:user:a"))
        .isBetween(1L, Duration.ofDays(90).toMillis());
    admin.shutdown();
  }

  @Test
  void foreignValueFailsTheJobAndIsNamed() {
    RedisClient admin = RedisClient.create(server.uri());
    admin.connect().sync().rpush("shop:user:mine", "precious");

    // so many that the source is not at its end when the job fails: Flink would report that
    List<FeatureRow> elements = new ArrayList<>(List.of(row("mine", 1)));
    for (int i = 0; i < 2 * RedisSinkOptions.DEFAULT_MAX_IN_FLIGHT; i++) {
      elements.add(row("a", i));
    }

    assertThatThrownBy(() -> run(elements, options()))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("REDIS_FOREIGN_VALUE", "'shop:user:mine'"));
    assertThat(admin.connect().sync().lrange("shop:user:mine", 0, -1)).containsExactly("precious");
    admin.shutdown();
  }

  @Test
  void wrongPasswordFailsTheJobAtTheStart() {
    RedisClient admin = RedisClient.create(server.uri());
    admin.connect().sync().configSet("requirepass", "right");
    admin.shutdown();
    String uri = server.uri().replace("redis://", "redis://:s3cret@");

    assertThatThrownBy(() -> run(List.of(row("a", 1)), RedisSinkOptions.of(uri, "shop", "user")))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("REDIS_ACCESS", "online.uri")
                    .doesNotContain("s3cret"));
  }

  /** Before the restart: slowly, and not beyond the first half. */
  private static void pace(boolean firstHalf) {
    do {
      if (RESTARTED.get()) {
        return;
      }
      LockSupport.parkNanos(200_000);
    } while (!firstHalf);
  }

  private RedisSinkOptions options() {
    return RedisSinkOptions.of(server.uri(), "shop", "user");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    return environment;
  }

  private static List<FeatureRow> run(List<FeatureRow> elements, RedisSinkOptions options)
      throws Exception {
    DataStream<FeatureRow> source = environment().fromData(elements, TYPE);
    try (CloseableIterator<FeatureRow> result =
        RedisSink.write(source, options).executeAndCollect()) {
      List<FeatureRow> out = new ArrayList<>();
      result.forEachRemaining(out::add);
      return out;
    }
  }

  private static List<Long> availableAts(List<FeatureRow> rows) {
    return rows.stream().map(row -> PackedRow.availableAt(row.packed())).toList();
  }

  private void publishLayout() throws Exception {
    run(List.of(layout()), options());
  }

  /** What is stored of some entities. */
  private Map<String, Long> sequences(String... entities) {
    Map<String, Long> sequences = new HashMap<>();
    try (OnlineStore store = OnlineStore.at(server.uri())) {
      OnlineReader reader = new OnlineReader(store);
      for (String entity : entities) {
        reader
            .get("shop", "user", entity)
            .join()
            .map(OnlineRow::sequence)
            .ifPresent(sequence -> sequences.put(entity, sequence));
      }
    }
    return sequences;
  }
}
