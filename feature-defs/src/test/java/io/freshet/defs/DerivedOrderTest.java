package io.freshet.defs;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.schemas.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** In which order derived features stand, however they use each other. */
class DerivedOrderTest {
  private static final String HEAD =
      """
      {kind: Pipeline, name: p}
      ---
      {kind: Source, name: s, connector: kafka, topic: s, format: json,
       columns: {u: string, at: timestamp}, event_time: at}
      ---
      {kind: Entity, name: e, keys: {u: string}}
      ---
      kind: FeatureView
      name: v
      entity: e
      sources: [{source: s, features: [{name: f, aggregate: count, windows: [1d]}]}]
      derived:
      """;

  @Property(tries = 100)
  void eachUsesOnlyEarlierOnes(@ForAll Random random) throws IOException {
    int count = 1 + random.nextInt(8);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("d" + i);
    }
    List<String> ranks = new ArrayList<>(names);
    Collections.shuffle(ranks, random);
    StringBuilder yaml = new StringBuilder(HEAD);
    for (String name : names) {
      List<String> terms = new ArrayList<>(List.of("f_1d"));
      ranks.subList(0, ranks.indexOf(name)).stream()
          .filter(earlier -> random.nextInt(3) == 0)
          .forEach(terms::add);
      yaml.append("  - {name: %s, expr: \"%s\"}\n".formatted(name, String.join(" + ", terms)));
    }
    ViewPlan view = compile(yaml.toString());
    assertThat(view.derived()).extracting(d -> d.field().name()).hasSameElementsAs(names);
    Set<String> before = new HashSet<>(Set.of("f_1d"));
    for (DerivedPlan derived : view.derived()) {
      assertThat(before).contains(derived.sql().split(" \\+ "));
      before.add(derived.field().name());
    }
    assertThat(view.layout("p").features().stream().map(Field::name).toList())
        .startsWith("f_1d")
        .endsWith(view.derived().get(count - 1).field().name());
  }

  private static ViewPlan compile(String yaml) throws IOException {
    Path folder = Files.createTempDirectory("derived");
    Path file = Files.writeString(folder.resolve("v.yaml"), yaml);
    try {
      return Cases.compile(folder).orThrow().view("v");
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }
}
