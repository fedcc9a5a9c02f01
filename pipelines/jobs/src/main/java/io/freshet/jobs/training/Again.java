package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.jobs.training.recomputed.RecomputedJoins;
import io.freshet.sinks.delta.scan.TableVersion;
import io.freshet.sinks.delta.table.TablePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Makes a set again: with the options and the versions of its manifest, or not at all. */
final class Again {
  private static final String VERSION = "version";

  /** What may differ: the same may stand elsewhere, and a copy have other times. */
  private static final Set<String> PLACES = Set.of("table", "committed_at", "path");

  private Again() {}

  /**
   * The options of a manifest, with the versions that were read, and new places.
   *
   * @param labels where the labels are now
   * @param out where the set goes
   */
  static TrainingOptions options(Manifest manifest, String labels, String out, int parallelism) {
    TrainingOptions made = manifest.options();
    Map<String, TableVersion> versions = new HashMap<>();
    manifest
        .inputs()
        .forEach(
            (view, input) -> {
              addVersion(view, input, versions);
              input
                  .path(RecomputedJoins.SOURCES)
                  .fields()
                  .forEachRemaining(
                      source ->
                          addVersion(
                              TablePaths.archive(source.getKey()), source.getValue(), versions));
            });
    return TrainingOptions.of(labels, made.labelTime(), made.features(), out)
        .mode(made.mode())
        .format(made.format())
        .inclusive(made.inclusive())
        .versions(versions)
        .maxAge(made.maxAge())
        .keys(made.keys())
        .prefix(made.prefix())
        .withTimes(made.withTimes())
        .parallelism(parallelism)
        .targetFileSize(made.targetFileSize())
        .build();
  }

  private static void addVersion(String table, JsonNode input, Map<String, TableVersion> versions) {
    JsonNode version = input.path(VERSION);
    if (version.isIntegralNumber()) {
      versions.put(table, new TableVersion.Number(version.asLong()));
    }
  }

  /** The version of labels in a Delta table that was read. */
  static TableVersion labelsVersion(Manifest manifest) {
    long version = manifest.labels().version();
    return version < 0 ? TableVersion.LATEST : new TableVersion.Number(version);
  }

  /**
   * Checks that labels are those of the manifest.
   *
   * @throws JobException if not
   */
  static void checkLabels(Manifest manifest, LabelsRead labels) {
    if (!manifest.labels().isSameAs(labels)) {
      throw new JobException(
          "The labels at "
              + labels.path()
              + " are not those of the manifest (digest "
              + labels.digest()
              + " instead of "
              + manifest.labels().digest()
              + "); give the same ones with --labels, or make a new set");
    }
  }

  /**
   * Checks that what is read is what the manifest says.
   *
   * @throws JobException if not
   */
  static void checkInputs(Manifest manifest, Map<String, ObjectNode> inputs) {
    List<String> faults = new ArrayList<>();
    manifest
        .inputs()
        .forEach(
            (view, made) -> {
              compare(
                  "View '" + view + "'", made, Objects.requireNonNull(inputs.get(view)), faults);
            });
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
  }

  private static void compare(String where, ObjectNode made, ObjectNode now, List<String> faults) {
    for (String name : names(made, now)) {
      JsonNode before = made.path(name);
      JsonNode after = now.path(name);
      if (before instanceof ObjectNode parts && after instanceof ObjectNode others) {
        compare(where + ", " + name, parts, others, faults);
      } else if (!before.toString().equals(after.toString())) {
        // as text, for a number that was read back may have another class
        faults.add(
            where
                + ": "
                + name
                + " is "
                + after
                + ", but the manifest's set was made with "
                + before
                + "; it cannot be made again from this");
      }
    }
  }

  private static Set<String> names(ObjectNode made, ObjectNode now) {
    Set<String> names = new TreeSet<>();
    made.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    names.removeAll(PLACES);
    return names;
  }
}
