package io.freshet.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private final JsonNode document = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(OpenApi.BYTES);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyRouteIsDescribedAndNoOther() {
    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.required("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Route.values())
                .map(route -> route.method() + " " + route.path())
                .toList());
  }

  @Test
  void routesForEverybodySaySo() {
    for (Route route : Route.values()) {
      JsonNode operation =
          document
              .required("paths")
              .required(route.path())
              .required(route.method().toLowerCase(Locale.ROOT));
      assertThat(operation.has("security")).as(route.path()).isEqualTo(!route.needsToken());
      assertThat(operation.required("responses").has("401")).isEqualTo(route.needsToken());
    }
  }

  @Test
  void variablesOfPathsAreDescribed() {
    for (Route route : Route.values()) {
      JsonNode parameters =
          document
              .required("paths")
              .required(route.path())
              .required(route.method().toLowerCase(Locale.ROOT))
              .path("parameters");
      List<String> inPath = new ArrayList<>();
      parameters.forEach(
          parameter -> {
            if (parameter.required("in").asText().equals("path")) {
              inPath.add("{" + parameter.required("name").asText() + "}");
            }
          });
      assertThat(Arrays.stream(route.path().split("/", -1)).filter(part -> part.startsWith("{")))
          .containsExactlyElementsOf(inPath);
    }
  }

  @Test
  void everyErrorCodeIsDescribed() {
    assertThat(document.at("/components/schemas/Error/properties/code/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");
    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }
}
