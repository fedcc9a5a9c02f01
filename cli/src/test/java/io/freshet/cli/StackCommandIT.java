package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A first feature, from a stack that is started to one that is stopped. */
class StackCommandIT {
  private static final String EVENTS =
      """
      user_id,page,at
      ann,/shoes,2026-01-05T10:00:00Z
      ann,/hats,2026-01-05T10:05:00Z
      bob,/shoes,2026-01-05T10:07:00Z
      ann,/shoes,2026-01-05T12:30:00Z
      """;

  private static final String FEATURES =
      """
      {kind: Pipeline, name: first}
      ---
      {kind: Source, name: clicks, connector: files, path: clicks.csv, format: csv,
       columns: {user_id: string, page: string, at: string},
       event_time: {column: at, format: iso}}
      ---
      {kind: Entity, name: user, keys: {user_id: string}}
      ---
      kind: FeatureView
      name: browsing
      entity: user
      sources: [{source: clicks, features: [
        {name: pages, aggregate: count_distinct, value: page, windows: [1h, 7d]}]}]
      """;

  @TempDir private Path folder;
  private final Session session = Session.open();

  private JsonNode run(int exitCode, String... arguments) throws IOException {
    TestingConsole console = TestingConsole.plain();
    String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
    assertThat(console.run(session, all))
        .as("%s: %s", List.of(all), console.err())
        .isEqualTo(exitCode);
    return new ObjectMapper().readTree(console.lastLine());
  }

  private String stack() {
    return folder.resolve("stack").toString();
  }

  @AfterEach
  void stopTheStack() throws IOException {
    run(ExitCode.DONE, "stack", "down", "--dir", stack());
    session.close();
  }

  @Test
  void aFirstFeatureRunsOnALocalStack() throws Exception {
    Path definitions = Files.createDirectory(folder.resolve("first"));
    Files.writeString(definitions.resolve("clicks.csv"), EVENTS);
    Files.writeString(definitions.resolve("features.yaml"), FEATURES);
    String defs = definitions.toString();
    String env = folder.resolve("env.yaml").toString();

    assertThat(run(0, "stack", "status", "--dir", stack()).required("status").asText())
        .isEqualTo("down");
    JsonNode up = run(0, "stack", "up", "--dir", stack(), "--env", env);
    assertThat(up.required("status").asText()).isEqualTo("up");
    assertThat(up.required("services").properties().stream().map(service -> service.getKey()))
        .containsExactlyInAnyOrder("broker", "registry", "redis");

    assertThat(run(0, "validate", defs, "--env", env).required("features").toString())
        .isEqualTo("{\"user\":2}");
    JsonNode ran = run(0, "run", defs, "--env", env);
    assertThat(ran.required("status").asText()).isEqualTo("ended");
    assertThat(ran.required("records_read").asLong()).isEqualTo(4);
    assertThat(ran.required("dead_letters").isEmpty()).isTrue();

    JsonNode ann = run(0, "get", "first/browsing", "user_id=ann", "--env", env);
    assertThat(ann.required("status").asText()).isEqualTo("found");
    assertThat(ann.required("sequence").asLong()).isEqualTo(3);
    assertThat(ann.required("features").toString()).isEqualTo("{\"pages_1h\":1,\"pages_7d\":2}");
    assertThat(run(0, "get", "browsing", "user_id=bob", "--env", env).required("sequence").asLong())
        .isEqualTo(1);
    assertThat(run(1, "get", "browsing", "user_id=eve", "--env", env).required("status").asText())
        .isEqualTo("missing");

    JsonNode verified = run(0, "verify", defs, "--env", env, "--ended");
    assertThat(verified.required("entities_checked").asLong()).isEqualTo(2);
    assertThat(verified.required("values_checked").asLong()).isEqualTo(8);
    assertThat(verified.required("differences").asLong()).isZero();
  }
}
