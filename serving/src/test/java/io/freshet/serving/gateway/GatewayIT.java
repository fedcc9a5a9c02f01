package io.freshet.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.serving.FeatureClient;
import io.freshet.serving.gateway.TestingClient.Result;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway answers, to anybody on this machine. */
class GatewayIT {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-03-02T12:00:00Z"));

  @TempDir static Path directory;
  private static TestingStore store;
  private static FeatureClient features;
  private static Gateway gateway;
  private static TestingClient client;

  @BeforeAll
  static void start() {
    store = TestingStore.start(directory);
    features = FeatureClient.at(store.uri(), NOW);
    gateway =
        Gateway.start(
            features,
            TestingStore.CATALOGUE,
            new GatewayOptions(
                GatewayOptions.DEFAULT_HOST,
                0,
                null,
                List.of(),
                Limits.DEFAULT.withRequest(4, 20, 10_000)));
    client = TestingClient.of(gateway);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    features.close();
    store.close();
  }

  @Test
  void feastGetsNamesAndAResultForEach() {
    Result result =
        client.feast("[\"user:clicks\", \"user:city\"]", "{\"user_id\": [\"ann\", \"eve\"]}");

    assertThat(result.status()).isEqualTo(200);
    assertThat(result.response().headers().firstValue("content-type")).hasValue("application/json");
    assertThat(result.text())
        .isEqualTo(
            "{\"metadata\":{\"feature_names\":[\"user_id\",\"clicks\",\"city\"]},\"results\":["
                + "{\"values\":[\"ann\",\"eve\"],\"statuses\":[\"PRESENT\",\"PRESENT\"],"
                + "\"event_timestamps\":[\"1970-01-01T00:00:00Z\",\"1970-01-01T00:00:00Z\"]},"
                + "{\"values\":[12,null],\"statuses\":[\"PRESENT\",\"NOT_FOUND\"],"
                + "\"event_timestamps\":[\"2026-03-01T12:00:00.250Z\",\"1970-01-01T00:00:00Z\"]},"
                + "{\"values\":[\"Zürich\",null],\"statuses\":[\"PRESENT\",\"NOT_FOUND\"],"
                + "\"event_timestamps\":[\"2026-03-01T12:00:00.250Z\",\"1970-01-01T00:00:00Z\"]}"
                + "]}");
  }

  @Test
  void featuresOfSeveralViewsComeInTheOrderOfTheRequest() {
    JsonNode json =
        client
            .feast(
                "[\"pair:buys\", \"user:city\", \"pair:clicks\"]",
                "{\"item\": [7], \"user_id\": [\"ann\"]}")
            .json();

    assertThat(json.at("/metadata/feature_names"))
        .extracting(JsonNode::asText)
        .containsExactly("item", "user_id", "buys", "city", "clicks");
    assertThat(json.at("/results"))
        .extracting(result -> result.at("/values/0").asText())
        .containsExactly("7", "ann", "1", "Zürich", "3");
  }

  @Test
  void featuresOfTheSameNameNeedTheirViews() {
    String features = "[\"pair:clicks\", \"user:clicks\"]";
    String entities = "{\"item\": [7], \"user_id\": [\"ann\"]}";
    Result collision = client.feast(features, entities);
    assertThat(collision.status()).isEqualTo(400);
    assertThat(collision.message()).contains("'clicks'", "full_feature_names");

    Result full =
        client.post(
            "{\"features\": "
                + features
                + ", \"entities\": "
                + entities
                + ", \"full_feature_names\": true}");
    assertThat(full.json().at("/metadata/feature_names"))
        .extracting(JsonNode::asText)
        .containsExactly("item", "user_id", "pair__clicks", "user__clicks");
  }

  @Test
  void aViewIsAFeatureService() {
    JsonNode json =
        client
            .post(
                "{\"feature_service\": \"pair\", \"entities\": {\"user_id\": [\"ann\"], \"item\": [7]}}")
            .json();
    assertThat(json.at("/metadata/feature_names"))
        .extracting(JsonNode::asText)
        .containsExactly("user_id", "item", "clicks", "buys");

    Result unknown =
        client.post("{\"feature_service\": \"churn\", \"entities\": {\"user_id\": [\"ann\"]}}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.message()).contains("'churn'", "[user, pair, later]");
  }

  @Test
  void nullsAndOldRowsHaveFeastsStatuses() {
    JsonNode json =
        client.feast("[\"user:city\"]", "{\"user_id\": [\"a|b/c d\"]}").json().at("/results/1");
    assertThat(json.at("/statuses/0").asText()).isEqualTo("NULL_VALUE");

    Result old =
        client.send(
            client
                .request("/get-online-features?max_age=3600")
                .POST(
                    BodyPublishers.ofString(
                        "{\"features\": [\"user:city\"], \"entities\": {\"user_id\": [\"ann\"]}}")));
    assertThat(old.json().at("/results/1/statuses/0").asText()).isEqualTo("OUTSIDE_MAX_AGE");
    assertThat(old.json().at("/results/1/values/0").asText()).isEqualTo("Zürich");
  }

  @Test
  void aRowTellsAllThatIsKnown() {
    Result row = client.get("/v1/views/user/ann");

    assertThat(row.status()).isEqualTo(200);
    assertThat(row.text())
        .isEqualTo(
            "{\"pipeline\":\"shop\",\"view\":\"user\",\"key\":{\"user_id\":\"ann\"},"
                + "\"status\":\"found\",\"feature_timestamp\":\"2026-03-01T12:00:00.250Z\","
                + "\"available_at\":\"2026-03-01T12:00:01Z\",\"sequence\":5,\"features\":{"
                + "\"clicks\":{\"value\":12,\"status\":\"incomplete\"},"
                + "\"spent\":{\"value\":123456789012345678.90,\"status\":\"incomplete\"},"
                + "\"mean\":{\"value\":0.1,\"status\":\"present\"},"
                + "\"city\":{\"value\":\"Zürich\",\"status\":\"present\"},"
                + "\"seen\":{\"value\":\"2026-02-27T12:00:00Z\",\"status\":\"incomplete\"},"
                + "\"born\":{\"value\":\"1999-12-31\",\"status\":\"incomplete\"},"
                + "\"vip\":{\"value\":true,\"status\":\"incomplete\"},"
                + "\"pages\":{\"value\":[\"/a\",\"/b\\\"\\n\"],\"status\":\"incomplete\"},"
                + "\"tops\":{\"value\":{\"7\":3},\"status\":\"incomplete\"},"
                + "\"days_since_seen\":{\"value\":3,\"status\":\"incomplete\"}}}");
  }

  @Test
  void aMissingRowHasTheValuesOfNoEvents() {
    JsonNode row = client.get("/v1/views/user/eve?features=clicks,city").json();

    assertThat(row.required("status").asText()).isEqualTo("missing");
    assertThat(row.required("feature_timestamp").isNull()).isTrue();
    assertThat(row.required("sequence").isNull()).isTrue();
    assertThat(row.required("features").toString())
        .isEqualTo(
            "{\"clicks\":{\"value\":0,\"status\":\"missing_entity\"},"
                + "\"city\":{\"value\":null,\"status\":\"missing_entity\"}}");
  }

  @Test
  void whatIsNoNumberIsAText() {
    JsonNode row = client.get("/v1/views/user/a%5C%7Cb%2Fc%20d?features=mean").json();
    assertThat(row.at("/key/user_id").asText()).isEqualTo("a|b/c d");
    assertThat(row.at("/features/mean/value").asText()).isEqualTo("NaN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/views/pair/ann|7",
        "/v1/views/pair/ann%7C7",
        "/v1/views/pair/ann%7C007",
        "/v1/rows/pair?user_id=ann&item=7",
        "/v1/rows/pair?item=%2B7&user_id=ann&features=clicks&max_age=999999999"
      })
  void anEntityIsNamedByItsKeyOrItsJoinKeys(String path) {
    JsonNode row = client.get(path.replace("|", "%7C")).json();
    assertThat(row.at("/key").toString()).contains("\"user_id\":\"ann\"", "\"item\":7");
    assertThat(row.at("/features/clicks/value").asInt()).isEqualTo(3);
  }

  @Test
  void anEscapedKeyIsOneValue() {
    assertThat(
            client
                .get("/v1/views/pair/bob%5C%7C%7C8?features=clicks")
                .json()
                .at("/status")
                .asText())
        .isEqualTo("found");
    assertThat(client.get("/v1/rows/pair?user_id=bob%7C&item=8").json().at("/status").asText())
        .isEqualTo("found");
  }

  @Test
  void theCatalogueTellsDefinitionAndLayout() {
    JsonNode views = client.get("/v1/views").json();
    assertThat(views.required("pipeline").asText()).isEqualTo("shop");
    assertThat(views.at("/views"))
        .extracting(view -> view.required("name").asText())
        .containsExactly("user", "pair", "later");

    JsonNode user = client.get("/v1/views/user").json();
    assertThat(views.at("/views/0")).isEqualTo(user);
    assertThat(user.required("description").asText()).isEqualTo("What a user did");
    assertThat(user.required("owner").asText()).isEqualTo("growth");
    assertThat(user.at("/tags/pii").asText()).isEqualTo("false");
    assertThat(user.required("freshness_ms").asLong()).isEqualTo(1000);
    assertThat(user.at("/keys").toString())
        .isEqualTo("[{\"name\":\"user_id\",\"type\":\"STRING\"}]");
    assertThat(user.at("/features/0").toString())
        .isEqualTo(
            "{\"name\":\"clicks\",\"type\":\"BIGINT\",\"default\":\"0\",\"window_ms\":604800000,"
                + "\"complete_from\":\"2026-03-01T12:00:00.249Z\"}");
    assertThat(user.at("/features/9").toString())
        .isEqualTo(
            "{\"name\":\"days_since_seen\",\"type\":\"BIGINT\",\"age_of\":\"seen\",\"unit\":\"days\"}");
    assertThat(client.get("/v1/views/later").json().required("published").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; invalid_request; no JSON object",
        "[]; invalid_request; no JSON object",
        "{; invalid_json; no JSON",
        "{\"features\": [\"user:clicks\"] \"entities\": {}}; invalid_json; line 1",
        "{\"features\": [\"user:clicks\"]}; invalid_request; no 'entities'",
        "{\"entities\": {\"user_id\": [\"a\"]}}; invalid_request; no 'features'",
        "{\"features\": [], \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; no 'features'",
        "{\"features\": \"user:clicks\", \"entities\": {}}; invalid_request; no list",
        "{\"features\": [1], \"entities\": {}}; invalid_request; no text",
        "{\"features\": [\"clicks\"], \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; write view:feature",
        "{\"features\": [\"user:\"], \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; write view:feature",
        "{\"features\": [\"user:a\",\"user:a\"], \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; remove one",
        "{\"features\": [\"user:clicks\"], \"entities\": [1]}; invalid_request; no object",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": \"a\"}}; invalid_request; no list",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": []}}; invalid_request; at least one",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [null]}}; invalid_request; no text",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [1.5]}}; invalid_request; no text",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [99999999999999999999]}}; invalid_request; 64 bits",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [[\"a\"]]}}; invalid_request; no text",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [\"a\"], \"x\": []}}; invalid_request; of 'x'",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user\": [\"a\"]}}; invalid_request; keyed by [user_id]",
        "{\"features\": [\"user:nope\"], \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; it has clicks",
        "{\"features\": [\"nope:clicks\"], \"entities\": {\"user_id\": [\"a\"]}}; unknown_view; [user, pair, later]",
        "{\"features\": [\"a/b:clicks\"], \"entities\": {\"user_id\": [\"a\"]}}; unknown_view; 'a/b'",
        "{\"features\": [\"later:clicks\"], \"entities\": {\"user_id\": [\"a\"]}}; unpublished_view; start the pipeline",
        "{\"features\": [\"pair:clicks\"], \"entities\": {\"user_id\": [\"a\"], \"item\": [\"x\"]}}; invalid_request; no BIGINT",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [1,2,3,4,5]}}; limit_exceeded; more than 4 entities",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [\"a\"]}, \"full_feature_names\": 1}; invalid_request; neither",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [\"a\"]}} x; invalid_json; no JSON",
        "{\"features\": [\"user:clicks\"], \"entities\": {\"user_id\": [\"a\"]}} {}; invalid_request; behind",
        "{\"features\": [\"user:clicks\"], \"feature_service\": \"user\", \"entities\": {\"user_id\": [\"a\"]}}; invalid_request; keep one"
      })
  void aMalformedBodyIsToldWhatIsWrong(String body, String code, String message) {
    Result result = client.post(body);
    assertThat(result.status()).isBetween(400, 404);
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.message()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/; 404; unknown_route",
        "/v1; 404; unknown_route",
        "/v1/views/; 404; unknown_view",
        "/v1/views/user/a/b; 404; unknown_route",
        "/v1/views/nope; 404; unknown_view",
        "/v1/views/nope/ann; 404; unknown_view",
        "/v1/views/later/ann; 404; unpublished_view",
        "/v1/views/user/a%7Cb; 400; invalid_request",
        "/v1/views/user/%ff; 400; invalid_request",
        "/v1/views/user/ann?features=; 400; invalid_request",
        "/v1/views/user/ann?features=clicks,; 400; invalid_request",
        "/v1/views/user/ann?features=clicks,clicks; 400; invalid_request",
        "/v1/views/user/ann?features=nope; 400; invalid_request",
        "/v1/views/user/ann?feature=clicks; 400; invalid_request",
        "/v1/views/user/ann?max_age=1h; 400; invalid_request",
        "/v1/views/user/ann?max_age=1&max_age=2; 400; invalid_request",
        "/v1/rows/pair?user_id=ann; 400; invalid_request",
        "/v1/rows/pair?user_id=ann&item=x; 400; invalid_request",
        "/v1/rows/pair?user_id=ann&item=1&z=2; 400; invalid_request",
        "/get-online-features; 405; method_not_allowed"
      })
  void aWrongPathIsToldWhatIsWrong(String path, int status, String code) {
    Result result = client.get(path);
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.message()).isNotEmpty();
  }

  @Test
  void eachRouteHasOneMethod() {
    Result post = client.send(client.request("/v1/views").POST(BodyPublishers.ofString("{}")));
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.response().headers().firstValue("allow")).hasValue("GET");
    assertThat(client.send(client.request("/health").DELETE()).status()).isEqualTo(405);
  }

  @Test
  void aBodyIsJsonOrSaysNothingOfItself() {
    String body = "{\"features\": [\"user:city\"], \"entities\": {\"user_id\": [\"ann\"]}}";
    for (String type :
        List.of("application/json; charset=utf-8", "application/x-www-form-urlencoded")) {
      assertThat(post(body, "content-type", type).status()).isEqualTo(200);
    }
    assertThat(post(body, "content-type", "text/xml").status()).isEqualTo(415);
    assertThat(post(body, "content-encoding", "gzip").code()).isEqualTo("unsupported_media_type");
  }

  private static Result post(String body, String header, String value) {
    return client.send(
        client
            .request("/get-online-features")
            .header(header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void tooMuchIsRefused() {
    Result large = client.post(" ".repeat(10_001));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("body_too_large");

    String names = "\"user:f\"" + ",\"user:f\"".repeat(20);
    assertThat(client.feast("[" + names + "]", "{\"user_id\": [\"a\"]}").code())
        .isEqualTo("limit_exceeded");
    assertThat(client.get("/v1/views/user/" + "a".repeat(70_000)).status()).isEqualTo(414);
    assertThat(
            client.send(client.request("/health").header("x", "y".repeat(10_000)).GET()).status())
        .isEqualTo(431);
  }

  @Test
  void metricsCountRequestsAndRows() {
    client.feast("[\"pair:buys\"]", "{\"item\": [7, 9], \"user_id\": [\"ann\", \"ann\"]}");
    client.get("/nowhere");
    Result metrics = client.get("/metrics");

    assertThat(metrics.response().headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.text())
        .contains("freshet_gateway_requests_total{route=\"online_features\",code=\"200\"} ")
        .contains("freshet_gateway_requests_total{route=\"none\",code=\"404\"} ")
        .contains("freshet_gateway_rows_total{view=\"pair\",status=\"found\"} ")
        .contains("freshet_gateway_rows_total{view=\"pair\",status=\"missing\"} ")
        .contains("freshet_gateway_request_seconds_bucket{route=\"online_features\",le=\"+Inf\"} ")
        .contains("freshet_gateway_connections ");
    assertThat(metrics.text().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[^}]*})? [0-9.E+-]+"));
  }

  @Test
  void healthAndDescriptionAreForEverybody() {
    assertThat(client.get("/health").text()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(client.get("/health/live").status()).isEqualTo(200);
    assertThat(client.get("/openapi.json").json().required("openapi").asText()).startsWith("3.");
  }

  @Test
  void withoutTokensOnlyThisMachineIsServed() {
    GatewayOptions open = new GatewayOptions("0.0.0.0", 0, null, List.of(), Limits.DEFAULT);
    assertThatThrownBy(() -> Gateway.start(features, TestingStore.CATALOGUE, open))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("without tokens")
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void aTakenPortIsNamed() {
    int port = java.net.URI.create(gateway.uri()).getPort();
    GatewayOptions same =
        new GatewayOptions(GatewayOptions.DEFAULT_HOST, port, null, List.of(), Limits.DEFAULT);
    assertThatThrownBy(() -> Gateway.start(features, TestingStore.CATALOGUE, same))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("port 0");
  }

  @Test
  void aGatewayThatIsFullSaysSo() {
    Limits tight = new Limits(10, 10, 10, 1000, 10, 99, Duration.ofSeconds(1));
    GatewayOptions options =
        new GatewayOptions(GatewayOptions.DEFAULT_HOST, 0, null, List.of(), tight);
    try (Gateway full = Gateway.start(features, TestingStore.CATALOGUE, options)) {
      Result result = TestingClient.of(full).get("/v1/views/user/ann");
      assertThat(result.status()).isEqualTo(503);
      assertThat(result.code()).isEqualTo("overloaded");
      assertThat(result.response().headers().firstValue("retry-after")).hasValue("1");
    }
  }
}
