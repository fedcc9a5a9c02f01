package io.freshet.defs.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class JsonSchemaTest {
  private static final Path PUBLISHED =
      Path.of("src/main/resources/io/freshet/defs/definitions.schema.json");

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(PUBLISHED));
  }

  private static List<JsonNode> documents(Path folder) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        new Load(LoadSettings.builder().build())
            .loadAllFromString(Files.readString(file))
            .forEach(document -> documents.add(new ObjectMapper().valueToTree(document)));
      }
    }
    return documents;
  }

  @Test
  void publishedSchemaFollowsTheDeclarations() throws IOException {
    String wanted = JsonSchemaText.write();
    Path written = Files.writeString(Path.of("target/definitions.schema.json"), wanted);
    assertThat(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "")
        .as("%s; the wanted text is in %s", PUBLISHED, written)
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "retail",
        "retail-files",
        "src/test/resources/good/defaults",
        "src/test/resources/good/aggregates",
        "src/test/resources/good/deduplicate",
        "src/test/resources/good/derived",
        "src/test/resources/good/every_key",
        "src/test/resources/good/files",
        "src/test/resources/good/history",
        "src/test/resources/good/pivot"
      })
  void soundDefinitionsAreValid(String folder) throws IOException {
    Schema schema = schema();
    List<JsonNode> documents = documents(Path.of(folder));
    assertThat(documents).isNotEmpty();
    for (JsonNode document : documents) {
      assertThat(schema.validate(document)).as(document.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown_key",
        "missing_key",
        "missing_kind",
        "wrong_type",
        "empty_lists",
        "unknown_kind",
        "invalid_connector",
        "unknown_aggregate",
        "invalid_options",
        "invalid_age",
        "invalid_deduplicate",
        "invalid_history",
        "not_supported_yet"
      })
  void faultsOfShapeAreInvalid(String name) throws IOException {
    Schema schema = schema();
    assertThat(documents(Path.of("src/test/resources/cases").resolve(name)))
        .anySatisfy(document -> assertThat(schema.validate(document)).isNotEmpty());
  }
}
