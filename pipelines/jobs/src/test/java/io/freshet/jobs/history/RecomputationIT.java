package io.freshet.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.DefinitionCompiler;
import io.freshet.defs.env.Environment;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.Event;
import io.freshet.engine.NaiveKey;
import io.freshet.jobs.TestingBatch;
import io.freshet.jobs.derive.DerivedFailures;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.derive.DerivedValues;
import io.freshet.jobs.sql.FlinkExpressionTyper;
import io.freshet.jobs.verify.NaiveView;
import io.freshet.jobs.verify.Replay;
import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.sinks.delta.scan.TableVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources, one of them late, repeated and in several files, against the naive evaluator. */
class RecomputationIT {
  private static final int USERS = 30;
  private static final int EVENTS = 4_000;
  private static final int QUESTIONS = 3_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Before the epoch, so that times of either sign are sorted. */
  private static final long START = -10 * 24 * HOUR;

  private static final String DEFINITIONS =
      """
      kind: Pipeline
      name: shop
      ---
      kind: Source
      name: orders
      connector: files
      path: orders
      format: csv
      columns: {id: string, user_id: string, amount: int, at: bigint}
      event_time: {column: at, format: epoch_ms}
      max_out_of_orderness: 10m
      allowed_lateness: 5h
      deduplicate: {key: id, within: 2h}
      ---
      kind: Source
      name: clicks
      connector: files
      path: clicks.csv
      format: csv
      columns: {user_id: string, page: string, at: bigint}
      event_time: {column: at, format: epoch_ms}
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: activity
      entity: user
      sources:
        - source: orders
          features:
            - {name: orders, aggregate: count, windows: [1h, 1d, lifetime]}
            - {name: before, aggregate: count, windows: [{size: 1d, offset: 1d, as: 1d}]}
            - {name: spent, aggregate: sum, value: amount, where: "amount > 5", default: 0, windows: [6h, 3d]}
            - {name: largest, aggregate: max, value: amount, windows: [6h]}
        - source: clicks
          features:
            - {name: pages, aggregate: count_distinct, value: page, windows: [1h, 2d]}
            - {name: last_page, aggregate: last, value: page, windows: [1d]}
      derived:
        - {name: orders_change, expr: "orders_1d - before_1d"}
      """;

  @TempDir Path directory;

  @Test
  void everyAnswerIsWhatTheNaiveEvaluatorSays() throws Exception {
    writeOrders();
    writeClicks();
    Files.writeString(directory.resolve("shop.yaml"), DEFINITIONS);
    PipelinePlan plan =
        new DefinitionCompiler(new FlinkExpressionTyper(), subject -> "", Map.of())
            .compile(directory)
            .orThrow();
    ViewPlan view = plan.view("activity");
    Environment environment = new Environment(null, null, null, null, Map.of());
    List<AsOf> questions = questions();

    Map<Long, byte[]> answers = answers(plan, view, environment, questions, QUESTIONS);
    assertThat(answers(plan, view, environment, questions.subList(0, 50), 49))
        .as("some, of more keys than may be known")
        .allSatisfy((id, row) -> assertThat(row).isEqualTo(answers.get(id)))
        .hasSize(50);

    NaiveView naive = new NaiveView(view);
    Replay.run(plan, environment, naive::take);
    DerivedValues derived = DerivedProgram.compile(view).open(DerivedFailures.IGNORED);
    RowCodec codec = new RowCodec(view.layout(plan.name()));
    assertThat(answers).hasSize(QUESTIONS);
    long empty = 0;
    for (AsOf question : questions) {
      NaiveView.Entity entity = naive.entities().get(question.key());
      List<Event> events = entity == null ? List.of() : entity.events();
      byte[] row = Objects.requireNonNull(answers.get(id(question.asker())));
      @Nullable Object[] expected = derived.of(NaiveKey.evaluate(view, events, question.time()));
      assertThat(codec.decode(row)).as(question.toString()).isEqualTo(expected);
      long sequence = events.stream().filter(event -> event.time() <= question.time()).count();
      assertThat(PackedRow.sequence(row)).as(question.toString()).isEqualTo(sequence);
      empty += sequence == 0 ? 1 : 0;
    }
    assertThat(empty).as("questions before an entity's first event").isBetween(10L, QUESTIONS / 2L);
  }

  private static Map<Long, byte[]> answers(
      PipelinePlan plan, ViewPlan view, Environment environment, List<AsOf> questions, long most)
      throws Exception {
    StreamExecutionEnvironment execution = TestingBatch.environment();
    Past past = Past.of(plan, Set.of(view.name()), environment, table -> TableVersion.LATEST);
    DataStream<AsOf> asked = execution.fromData(questions, TypeInformation.of(AsOf.class));
    Map<Long, byte[]> answers = new HashMap<>();
    try (CloseableIterator<AsOfRow> rows =
        new Recomputation(execution, past, environment)
            .answers(view, asked, asked.map(AsOf::key), most)
            .executeAndCollect()) {
      rows.forEachRemaining(row -> assertThat(answers.put(id(row.asker()), row.packed())).isNull());
    }
    return answers;
  }

  private static byte[] bytes(long id) {
    return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
  }

  private static long id(byte[] asker) {
    return ByteBuffer.wrap(asker).getLong();
  }

  /** Some after all events, some of users of whom there are none. */
  private static List<AsOf> questions() {
    Random random = new Random(3);
    List<AsOf> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      long time = START + random.nextInt((int) (EVENTS * 6 * MINUTE / 1000)) * 1000L;
      questions.add(new AsOf("u" + random.nextInt(USERS + 5), time, bytes(i)));
    }
    return questions;
  }

  /**
   * In three files: every tenth is late, some too late; every fifth is sent again with another
   * amount, at once, soon, or when its id is forgotten.
   */
  private void writeOrders() throws IOException {
    Random random = new Random(1);
    Files.createDirectories(directory.resolve("orders"));
    for (int file = 0; file < 3; file++) {
      List<String> lines = new ArrayList<>(List.of("id,user_id,amount,at"));
      List<String> copies = new ArrayList<>();
      long time = START + file * HOUR;
      for (int i = 0; i < EVENTS / 3; i++) {
        // ends of hours and minutes are where windows begin
        time += random.nextInt(3) * 5 * MINUTE + random.nextInt(2) * random.nextInt(60_000);
        long at = random.nextInt(10) == 0 ? time - random.nextInt(8 * 60) * MINUTE : time;
        String user = "u" + random.nextInt(USERS);
        lines.add("%d-%d,%s,%d,%d".formatted(file, i, user, random.nextInt(20), at));
        if (random.nextInt(5) == 0) {
          copies.add("%d-%d,%s,%d,%d".formatted(file, i, user, random.nextInt(20), at));
        }
        if (!copies.isEmpty() && random.nextInt(4) == 0) {
          lines.add(copies.remove(random.nextInt(copies.size())));
        }
      }
      lines.add("this is none");
      Files.write(directory.resolve("orders/" + file + ".csv"), lines);
    }
  }

  private void writeClicks() throws IOException {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(List.of("user_id,page,at"));
    long time = START;
    for (int i = 0; i < EVENTS; i++) {
      time += random.nextInt(5) * MINUTE;
      String user = random.nextInt(20) == 0 ? "" : "u" + random.nextInt(USERS);
      lines.add("%s,p%d,%d".formatted(user, random.nextInt(9), time));
    }
    Files.write(directory.resolve("clicks.csv"), lines);
  }
}
