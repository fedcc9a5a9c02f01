package io.freshet.jobs.training;

import io.freshet.defs.plan.AgePlan;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.engine.NaiveKey;
import io.freshet.jobs.JobException;
import io.freshet.jobs.derive.DerivedFailures;
import io.freshet.jobs.derive.DerivedProgram;
import io.freshet.jobs.training.wire.ViewColumns;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.Field;
import io.freshet.sinks.delta.packed.ValuePacker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in a pipeline the features that a set asks for. */
final class ViewSelector {
  private static final String PREFIX = "__";

  private final PipelinePlan plan;
  private final TrainingOptions options;
  private final List<String> faults = new ArrayList<>();

  private ViewSelector(PipelinePlan plan, TrainingOptions options) {
    this.plan = plan;
    this.options = options;
  }

  /**
   * The views of a set, in the order in which they were asked for.
   *
   * @throws JobException if there is no such view or feature; it names all that
   */
  static List<ViewColumns> select(PipelinePlan plan, TrainingOptions options) {
    return new ViewSelector(plan, options).select();
  }

  private List<ViewColumns> select() {
    if (options.features().isEmpty()) {
      faults.add("No features are asked for; name them with --features VIEW or VIEW:FEATURE,...");
    }
    List<ViewColumns> views = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FeatureRequest request : options.features()) {
      if (!names.add(request.view())) {
        faults.add(
            "View '" + request.view() + "' is asked for twice; name all its features in one place");
        continue;
      }
      plan.views().stream()
          .filter(view -> view.name().equals(request.view()))
          .findFirst()
          .ifPresentOrElse(
              view -> views.add(columns(view, request)), () -> noSuchView(request.view()));
    }
    if (!faults.isEmpty()) {
      throw new JobException(String.join("\n", faults));
    }
    return views;
  }

  private void noSuchView(String name) {
    faults.add(
        "Pipeline '"
            + plan.name()
            + "' has no view '"
            + name
            + "'; it has "
            + String.join(", ", plan.views().stream().map(ViewPlan::name).toList()));
  }

  private ViewColumns columns(ViewPlan view, FeatureRequest request) {
    List<Field> fields = view.layout(plan.name()).features();
    List<String> wanted = request.features().isEmpty() ? all(view, fields) : request.features();
    List<Field> stored = new ArrayList<>();
    List<ViewColumns.Output> output = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String name : wanted) {
      if (!known.add(name)) {
        faults.add("Feature '" + name + "' of view '" + view.name() + "' is asked for twice");
        continue;
      }
      Optional<Field> field = fields.stream().filter(f -> f.name().equals(name)).findFirst();
      Optional<AgePlan> age = view.ages().stream().filter(a -> a.name().equals(name)).findFirst();
      if (field.isPresent()) {
        output.add(output(view, name, position(stored, field.get()), null));
      } else if (age.isPresent()) {
        Field of = fields.get(age.get().position());
        output.add(output(view, name, position(stored, of), age.get().unit().millis()));
      } else {
        faults.add(
            "View '"
                + view.name()
                + "' has no feature '"
                + name
                + "'; it has "
                + String.join(", ", all(view, fields)));
      }
    }
    return new ViewColumns(view.name(), view.keys(), stored, output, empty(view, fields, stored));
  }

  private static List<String> all(ViewPlan view, List<Field> fields) {
    List<String> all = new ArrayList<>(fields.stream().map(Field::name).toList());
    view.ages().forEach(age -> all.add(age.name()));
    return all;
  }

  private static int position(List<Field> stored, Field field) {
    int known = stored.indexOf(field);
    if (known >= 0) {
      return known;
    }
    stored.add(field);
    return stored.size() - 1;
  }

  private ViewColumns.Output output(
      ViewPlan view, String name, int position, @Nullable Long ageUnit) {
    String column = options.prefix() ? view.name() + PREFIX + name : name;
    return new ViewColumns.Output(name, column, position, ageUnit);
  }

  /** The values that the view has for an entity without events. */
  private static List<byte[]> empty(ViewPlan view, List<Field> fields, List<Field> stored) {
    @Nullable Object[] aggregated = NaiveKey.evaluate(view, List.of(), 0);
    boolean derived = stored.stream().anyMatch(f -> fields.indexOf(f) >= aggregated.length);
    @Nullable Object[] values =
        derived
            ? DerivedProgram.compile(view).open(DerivedFailures.IGNORED).of(aggregated)
            : aggregated;
    List<byte[]> empty = new ArrayList<>();
    for (Field field : stored) {
      ByteWriter packed = new ByteWriter(16);
      ValuePacker.pack(field.type(), values[fields.indexOf(field)], packed);
      empty.add(packed.toByteArray());
    }
    return empty;
  }
}
