package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.check.ExpressionTyper;
import io.freshet.defs.plan.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  @TempDir private Path folder;
  private final TestingConsole console = TestingConsole.plain();

  /** Takes every expression for a number, but for those that hold a question mark. */
  private static List<ExpressionTyper.Result> type(List<Column> columns, List<String> texts) {
    return texts.stream()
        .map(
            text ->
                text.contains("?")
                    ? (ExpressionTyper.Result) new ExpressionTyper.Faulty(1, 3, "what is '?'")
                    : new ExpressionTyper.Typed("BIGINT"))
        .toList();
  }

  private ValidateAnswer validate(String yaml) throws Exception {
    Files.writeString(folder.resolve("features.yaml"), yaml);
    return new Validation(ValidationTest::type).validate(folder, Optional.empty());
  }

  private static final String SOUND =
      """
      kind: Pipeline
      name: clicks
      ---
      kind: Source
      name: clicks
      connector: kafka
      topic: clicks
      format: json
      columns: {user_id: string, amount: bigint, at: bigint}
      event_time: {column: at, format: epoch_ms}
      ---
      kind: Entity
      name: user
      keys: {user_id: string}
      ---
      kind: FeatureView
      name: clicks_of_user
      entity: user
      sources:
        - source: clicks
          features:
            - {name: amount, aggregate: sum, value: "amount + 1", windows: [1h, 7d]}
      """;

  @Test
  void soundDefinitionsAreCountedByEntity() throws Exception {
    ValidateAnswer answer = validate(SOUND);
    answer.print(console.outStream());
    assertThat(console.out()).contains("no faults", "features: user 2");
    assertThat(answer.exitCode()).isZero();
    ObjectNode json = new ObjectMapper().createObjectNode();
    answer.fill(json);
    assertThat(json.required("faults").isEmpty()).isTrue();
    assertThat(json.required("features").toString()).isEqualTo("{\"user\":2}");
  }

  @Test
  void derivedFeaturesCountToo() throws Exception {
    ValidateAnswer answer =
        validate(SOUND + "derived:\n  - {name: more, expr: \"amount_1h + amount_7d\"}\n");
    assertThat(answer.faults()).isEmpty();
    assertThat(answer.features()).containsExactly(Map.entry("user", 3));
  }

  @Test
  void allFaultsAreListedWithPlaceAndCounted() throws Exception {
    ValidateAnswer answer =
        validate(SOUND.replace("topic: clicks", "topics: clicks").replace("amount + 1", "a ? 1"));
    answer.print(console.outStream());
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(console.out())
        .containsPattern("(?m)^features\\.yaml:7:1: .*topics")
        .contains(folder + ": " + answer.faults().size() + " fault");
    ObjectNode json = new ObjectMapper().createObjectNode();
    answer.fill(json);
    assertThat(json.required("faults").get(0).properties().stream().map(e -> e.getKey()))
        .containsExactly("file", "line", "column", "code", "message");
  }

  @Test
  void faultsOfTheEnvironmentFileAreFaultsToo() throws Exception {
    Path environment = folder.resolve("environment.yaml");
    Files.writeString(environment, "kafka: {bootstrap.servers: 1}\nredis: {}\n");
    ValidateAnswer answer =
        new Validation(ValidationTest::type).validate(folder, Optional.of(environment));
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(answer.faults()).isNotEmpty();
  }
}
