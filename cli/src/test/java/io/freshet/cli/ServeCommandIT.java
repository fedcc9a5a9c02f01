package io.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.local.processes.RedisServer;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.OnlineStore;
import io.freshet.sinks.redis.client.RedisKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandIT {
  private static final String DEFINITIONS =
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
      description: Pages that a user saw
      entity: user
      sources: [{source: clicks, features: [
        {name: pages, aggregate: count_distinct, value: page, windows: [7d]}]}]
      """;

  @TempDir private Path folder;
  private Path definitions;

  @BeforeEach
  void define() throws Exception {
    definitions = Files.createDirectory(folder.resolve("first"));
    Files.writeString(definitions.resolve("features.yaml"), DEFINITIONS);
  }

  @Test
  void servesUntilItIsToldToEnd() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest("abc".getBytes("UTF-8"));
    Path tokens =
        Files.writeString(
            folder.resolve("tokens.yaml"),
            "tests: {sha256: " + HexFormat.of().formatHex(digest) + ", views: [browsing]}");
    try (RedisServer redis = RedisServer.start(folder.resolve("redis"))) {
      publish(redis.uri());
      ChildCommand command = new ChildCommand(folder);
      Process process =
          command.start(
              "serve",
              definitions.toString(),
              "--env",
              environment(redis.uri()).toString(),
              "--port",
              "0",
              "--tokens",
              tokens.toString(),
              "--json");
      JsonNode began = firstLine(command, process);
      assertThat(began.required("status").asText()).isEqualTo("serving");
      assertThat(began.required("views").toString()).isEqualTo("[\"browsing\"]");
      String url = began.required("url").asText();
      assertThat(get(url + "/v1/views").statusCode()).isEqualTo(401);
      assertThat(get(url + "/v1/views", "Authorization", "Bearer abc").body())
          .contains("\"description\":\"Pages that a user saw\"");
      assertThat(get(url + "/v1/views/browsing/ann", "Authorization", "Bearer abc").body())
          .contains("\"pages_7d\":{\"value\":2,");

      process.destroy();
      ChildCommand.Result result = command.await(process);
      assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
      assertThat(result.json().required("status").asText()).isEqualTo("stopped");
      assertThat(result.json().required("requests").asLong()).isEqualTo(3);
    }
  }

  @Test
  void whatCannotBeServedIsTheInputsFault() throws Exception {
    String environment = environment("redis://127.0.0.1:1").toString();
    Path tokens =
        Files.writeString(
            folder.resolve("tokens.yaml"),
            "tests: {sha256: " + "ab".repeat(32) + ", views: [browsing, shopping]}");
    fails(
        "has no online store", "--env", Files.writeString(folder.resolve("e.yaml"), "").toString());
    fails("--port is 0 to 65535", "--env", environment, "--port", "70000");
    fails("at least 1", "--env", environment, "--max-body", "0");
    fails("without tokens", "--env", environment, "--host", "0.0.0.0");
    fails("--tls-key", "--env", environment, "--tls-certificate", "x.pem");
    fails("x.pem", "--env", environment, "--tls-certificate", "x.pem", "--tls-key", "y.pem");
    fails(
        "a view 'shopping', but there are [browsing]",
        "--env",
        environment,
        "--tokens",
        tokens.toString());
    Files.writeString(definitions.resolve("more.yaml"), "kind: Nothing");
    fails("has 1 faults", "--env", environment);
  }

  private void fails(String message, String... arguments) {
    TestingConsole console = TestingConsole.plain();
    String[] all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("serve", definitions.toString()),
                java.util.stream.Stream.of(arguments))
            .toArray(String[]::new);
    assertThat(console.run(all)).as(List.of(arguments).toString()).isEqualTo(ExitCode.INPUT);
    assertThat(console.err()).contains(message);
  }

  private static void publish(String uri) {
    RowLayout layout =
        new RowLayout(
            "first",
            "browsing",
            List.of(new Field("user_id", ValueType.STRING)),
            List.of(new Field("pages_7d", ValueType.BIGINT)));
    try (OnlineStore store = OnlineStore.at(uri)) {
      store.publishLayout(new PublishedLayout(layout, Map.of(), Map.of())).join();
      byte[] row = new RowCodec(layout).encode(1, 1, 1, 0, new Object[] {2L});
      store.write(List.of(RedisKeys.of("first", "browsing").row("ann")), List.of(row), 0).join();
    }
  }

  private Path environment(String uri) throws Exception {
    return Files.writeString(folder.resolve("env.yaml"), "online: {uri: \"" + uri + "\"}");
  }

  private static JsonNode firstLine(ChildCommand command, Process process) throws Exception {
    String out = command.output("out");
    while (out.indexOf('\n') < 0) {
      assertThat(process.isAlive()).as(command.output("err")).isTrue();
      Thread.onSpinWait();
      out = command.output("out");
    }
    return new ObjectMapper().readTree(out.substring(0, out.indexOf('\n')));
  }

  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
