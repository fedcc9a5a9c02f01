package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {
  @TempDir Path directory;

  @Test
  void theDemoFindsNoDifferencesAndLeavesNothing() throws Exception {
    FreshetProcess freshet = new FreshetProcess(directory);

    FreshetProcess.Result demo =
        freshet.run("demo", "--duration", "5s", "--users", "300", "--rate", "300", "--json");

    assertThat(demo.exitCode()).as(demo.err()).isZero();
    JsonNode answer = demo.json();
    assertThat(answer.get("differences").asLong()).isZero();
    assertThat(answer.get("events").asLong()).isGreaterThan(1_000);
    assertThat(answer.get("rows_published").asLong()).isPositive();
    assertThat(answer.get("entities").get("user_engagement").asLong()).isPositive();
    assertThat(answer.get("freshness_ms").get("p50").asDouble()).isPositive();
    assertThat(answer.get("dead_letters").fieldNames())
        .toIterable()
        .contains("undecodable", "missing_event_time", "in_the_future", "null_key");
    assertThat(freshet.leftovers()).isEmpty();
    assertThat(freshet.processes()).isEmpty();
  }

  @Test
  void aFirstFeatureOfOnesOwnGoesTheWholeWay() throws Exception {
    FreshetProcess freshet = new FreshetProcess(directory);
    Path definitions = Files.createDirectories(directory.resolve("first"));
    Files.writeString(
        definitions.resolve("clicks.csv"),
        """
        user_id,page,at
        ann,/shoes,2026-01-05T10:00:00Z
        ann,/hats,2026-01-05T10:05:00Z
        bob,/shoes,2026-01-05T10:07:00Z
        ann,/shoes,2026-01-05T12:30:00Z
        """);
    Files.writeString(
        definitions.resolve("features.yaml"),
        """
        {kind: Source, name: clicks, connector: files, path: clicks.csv, format: csv,
         columns: {user_id: string, page: string, at: string}, event_time: {column: at, format: iso}}
        ---
        {kind: Entity, name: user, keys: {user_id: string}}
        ---
        kind: FeatureView
        name: browsing
        entity: user
        sources: [{source: clicks, features: [
          {name: pages, aggregate: count_distinct, value: page, windows: [1h, 7d]}]}]
        """);
    try {
      assertThat(freshet.run("stack", "up", "--env", "env.yaml").exitCode()).isZero();
      JsonNode valid = freshet.run("validate", "first", "--json").json();
      assertThat(valid.get("faults")).isEmpty();
      assertThat(valid.get("features").get("user").asInt()).isEqualTo(2);

      FreshetProcess.Result run = freshet.run("run", "first", "--env", "env.yaml", "--json");
      assertThat(run.exitCode()).as(run.err()).isZero();

      JsonNode row =
          freshet.run("get", "first/browsing", "user_id=ann", "--env", "env.yaml", "--json").json();
      assertThat(row.get("features").get("pages_1h").asInt()).isEqualTo(1);
      assertThat(row.get("features").get("pages_7d").asInt()).isEqualTo(2);
      assertThat(row.get("sequence").asInt()).isEqualTo(3);

      JsonNode verified = freshet.run("verify", "first", "--env", "env.yaml", "--json").json();
      assertThat(verified.get("differences").isNumber()).isTrue();
      assertThat(verified.get("differences").asInt()).isZero();
      assertThat(verified.get("entities_checked").asInt()).isEqualTo(2);
      assertThat(freshet.run("stack", "status").exitCode()).isZero();
    } finally {
      freshet.run("stack", "down");
    }
    assertThat(freshet.processes()).isEmpty();
    assertThat(freshet.leftovers()).isEmpty();
  }

  @Test
  void faultsAreTheInputsFaultAndNameTheirPlace() throws Exception {
    FreshetProcess freshet = new FreshetProcess(directory);
    Path definitions = Files.createDirectories(directory.resolve("bad"));
    Files.writeString(definitions.resolve("a.yaml"), "kind: Entity\nname: user\nkyes: {}\n");

    FreshetProcess.Result validate = freshet.run("validate", "bad", "--json");

    assertThat(validate.exitCode()).isEqualTo(1);
    JsonNode fault = validate.json().get("faults").get(0);
    assertThat(fault.get("file").asText()).isEqualTo("a.yaml");
    assertThat(fault.get("line").asInt()).isPositive();
    assertThat(fault.get("message").asText()).contains(";");
    assertThat(freshet.leftovers()).isEmpty();
  }
}
