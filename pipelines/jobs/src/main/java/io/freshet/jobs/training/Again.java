package io.freshet.jobs.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.JobException;
import io.freshet.jobs.training.manifest.LabelsRead;
import io.freshet.jobs.training.manifest.Manifest;
import io.freshet.sinks.delta.scan.TableVersion;
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

  /** What may differ: the same table may stand elsewhere, and a copy have other times. */
  private static final Set<String> PLACES = Set.of("table", "committed_at");

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
              JsonNode version = input.path(VERSION);
              if (version.isIntegralNumber()) {
                versions.put(view, new TableVersion.Number(version.asLong()));
              }
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
              ObjectNode now = Objects.requireNonNull(inputs.get(view));
              for (String name : names(made, now)) {
                // as text, for a number that was read back may have another class
                if (!made.path(name).toString().equals(now.path(name).toString())) {
                  faults.add(
                      "View '"
                          + view
                          + "': "
                          + name
                          + " is "
                          + now.path(name)
                          + ", but the manifest's set was made with "
                          + made.path(name)
                          + "; it cannot be made again from this");
                }
              }
            });
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
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
