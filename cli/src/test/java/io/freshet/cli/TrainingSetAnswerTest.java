package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.training.TrainingMode;
import io.freshet.jobs.training.TrainingResult;
import io.freshet.jobs.training.report.SetStatistics;
import io.freshet.jobs.training.report.SetTally;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.Field;
import io.freshet.schemas.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingSetAnswerTest {
  private static final String LEAKS = "would leak in a join by event time  1 (100.0%)";

  @Test
  void recomputedSetsSayNothingOfLeaks() {
    assertThat(printed(TrainingMode.LOGGED)).contains("labels without a row", LEAKS, "age of rows");
    assertThat(printed(TrainingMode.RECOMPUTED))
        .contains("labels without a row", "age of rows")
        .doesNotContain("leak in a join");
  }

  private static String printed(TrainingMode mode) {
    Field key = new Field("user_id", ValueType.STRING);
    List<ViewColumns> views =
        List.of(new ViewColumns("clicks", List.of(key), List.of(), List.of(), List.of()));
    SetTally tally = new SetTally(views);
    tally.view(0).leak();
    tally.row(0, true, new long[] {0});
    SetStatistics statistics = SetStatistics.of(tally, views, List.of(Map.<String, Long>of()));
    TrainingResult result = new TrainingResult("set", "manifest", "report", "digest", statistics);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TrainingSetAnswer(result, mode, Duration.ofSeconds(1))
        .print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
