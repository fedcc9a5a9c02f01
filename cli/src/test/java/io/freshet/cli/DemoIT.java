package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir private Path folder;

  @Test
  void aShortDemoFindsNoDifferenceAndLeavesNothing() throws Exception {
    ChildCommand command = new ChildCommand(folder);
    ChildCommand.Result result =
        command.run("demo", "--duration", "5s", "--users", "300", "--rate", "200", "--json");

    assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
    JsonNode json = result.json();
    assertThat(json.required("differences").asLong()).isZero();
    assertThat(json.required("events").asLong()).isGreaterThan(20_500);
    assertThat(json.required("records_read")).isEqualTo(json.required("events"));
    assertThat(json.required("duplicates").asLong()).isPositive();
    assertThat(json.required("rows_published").asLong()).isPositive();
    assertThat(json.required("expiries").asLong()).isPositive();
    assertThat(json.required("freshness_ms").required("p99").asLong()).isPositive();
    assertThat(json.required("entities").required("user_engagement").asLong()).isPositive();
    assertThat(json.required("entities").required("product_popularity").asLong()).isPositive();

    assertThat(json.required("dead_letters")).isEqualTo(sent(json.required("faults")));
    assertThat(json.required("topics").required("shop.dead-letters").asLong())
        .isEqualTo(sum(json.required("dead_letters")));

    assertThat(command.temporaryFiles()).isEmptyDirectory();
    assertThat(command.processes()).isEmpty();
  }

  @Test
  void aDemoThatIsToldToEndLeavesNothing() throws Exception {
    ChildCommand command = new ChildCommand(folder);
    Process demo = command.start("demo", "--users", "300");
    while (demo.isAlive() && !command.output("err").contains("90 days of the past")) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(demo.isAlive()).as(command.output("err")).isTrue();
    demo.destroy();
    ChildCommand.Result result = command.await(demo);

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err()).contains("stopped");
    assertThat(command.temporaryFiles()).isEmptyDirectory();
    assertThat(command.processes()).isEmpty();
  }

  /** Kinds of faults of which none were sent are not counted. */
  private static JsonNode sent(JsonNode faults) {
    ObjectNode some = faults.deepCopy();
    some.properties().removeIf(fault -> fault.getValue().asLong() == 0);
    return some;
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }
}
