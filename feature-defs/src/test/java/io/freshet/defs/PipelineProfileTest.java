package io.freshet.defs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.PipelineProfile.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineProfileTest {
  private static final String VIEW =
      """
      kind: FeatureView
      name: users
      entity: user
      description: What a user did
      owner: growth
      tags: {pii: "false"}
      freshness: 5s
      sources: [{source: events, features: [
        {name: clicks, aggregate: count, where: "no such column", windows: [1d]}]}]
      """;

  @TempDir Path folder;

  @Test
  void tellsWhatViewsSayToPeople() throws Exception {
    Files.writeString(folder.resolve("a.yaml"), "{kind: Pipeline, name: shop}\n---\n" + VIEW);
    PipelineProfile profile = PipelineProfile.read(folder);

    assertThat(profile.faults()).isEmpty();
    assertThat(profile.name()).isEqualTo("shop");
    assertThat(profile.views())
        .containsExactly(
            new View(
                "users",
                "user",
                "What a user did",
                "growth",
                Map.of("pii", "false"),
                Duration.ofSeconds(5)));
  }

  @Test
  void withoutANameThePipelineIsItsFolder() throws Exception {
    Path named = Files.createDirectory(folder.resolve("named"));
    Files.writeString(named.resolve("a.yaml"), VIEW.replaceAll("(description|owner|tags).*\n", ""));
    PipelineProfile profile = PipelineProfile.read(named);

    assertThat(profile.name()).isEqualTo("named");
    assertThat(profile.views().get(0).description()).isNull();
    assertThat(profile.views().get(0).owner()).isNull();
    assertThat(profile.views().get(0).tags()).isEmpty();
  }

  @Test
  void faultsAreTold() throws Exception {
    Files.writeString(folder.resolve("a.yaml"), VIEW + "colour: red\n");
    assertThat(PipelineProfile.read(folder).faults())
        .extracting(Fault::code)
        .contains("unknown-key");
    assertThat(PipelineProfile.read(folder.resolve("nowhere")).faults())
        .extracting(Fault::code)
        .contains("folder-unreadable");
  }
}
