package io.freshet.defs;

import io.freshet.defs.plan.AggregationPlan;
import io.freshet.defs.plan.DerivedPlan;
import io.freshet.defs.plan.FeaturePlan;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.defs.plan.OfflinePlan;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.defs.plan.WindowPlan;
import java.util.ArrayList;
import java.util.List;

/** A plan as text that people can compare. */
final class PlanText {
  private final List<String> lines = new ArrayList<>();

  private PlanText() {}

  static String of(PipelinePlan plan) {
    PlanText text = new PlanText();
    text.lines.add("pipeline " + plan.name());
    plan.sources().forEach(text::source);
    plan.views().forEach(text::view);
    return String.join("\n", text.lines) + "\n";
  }

  private void source(SourcePlan source) {
    lines.add("source " + source.name());
    lines.add("  " + source.connector());
    lines.add("  " + source.format());
    source.columns().forEach(c -> lines.add("  column " + c.name() + " " + c.sqlType()));
    lines.add("  " + source.eventTime());
    lines.add(
        "  out of orderness %d, lateness %s, future %d, idle %d, arrival %s"
            .formatted(
                source.maxOutOfOrderness(),
                source.allowedLateness(),
                source.futureLimit(),
                source.idleTimeout(),
                source.arrivalTimeColumn()));
    if (source.deduplicate() != null) {
      lines.add("  " + source.deduplicate());
    }
    if (source.history() != null) {
      lines.add("  history " + source.history());
    }
  }

  private void view(ViewPlan view) {
    lines.add("view %s of %s %s".formatted(view.name(), view.entity(), view.keys()));
    lines.add("  freshness %d, ttl %s".formatted(view.freshness(), view.ttl()));
    if (!view.offline().equals(OfflinePlan.DEFAULT)) {
      lines.add("  compaction " + view.offline().compaction());
    }
    for (ViewSourcePlan source : view.sources()) {
      lines.add("  from %s by %s".formatted(source.source(), source.keys()));
      lines.add("    " + (source.unfiltered() ? "all events" : "filtered events"));
      source.filters().forEach(f -> lines.add("    filter " + f));
      source
          .inputs()
          .forEach(
              i -> lines.add("    input " + i.sql() + " " + i.type() + " filter " + i.filter()));
    }
    for (AggregationPlan a : view.aggregations()) {
      lines.add(
          "  aggregation source %d %s%s filter %d input %d %s -> %s %s"
              .formatted(
                  a.source(),
                  a.function().label(),
                  options(a.options()),
                  a.filter(),
                  a.input(),
                  a.inputType(),
                  a.resultType(),
                  a.windows().stream().map(PlanText::window).toList()));
    }
    for (FeaturePlan f : view.features()) {
      lines.add(
          "  feature %s %s = %d.%d default %s"
              .formatted(
                  f.field().name(),
                  f.field().type(),
                  f.aggregation(),
                  f.window(),
                  f.defaultValue()));
    }
    for (DerivedPlan d : view.derived()) {
      lines.add(
          "  derived %s %s = %s default %s"
              .formatted(d.field().name(), d.field().type(), d.sql(), d.defaultValue()));
    }
    view.ages()
        .forEach(a -> lines.add("  age %s = %s of %d".formatted(a.name(), a.unit(), a.position())));
  }

  private static String options(FunctionOptions options) {
    return options.equals(FunctionOptions.NONE)
        ? ""
        : "(%d, %s, %s)".formatted(options.limit(), options.percentile(), options.spread());
  }

  private static String window(WindowPlan window) {
    return window.isLifetime()
        ? "lifetime"
        : window.size() + "/" + window.hop() + (window.offset() > 0 ? "-" + window.offset() : "");
  }
}
