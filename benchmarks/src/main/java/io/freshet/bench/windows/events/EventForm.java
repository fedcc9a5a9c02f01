package io.freshet.bench.windows.events;

import io.freshet.defs.plan.InputPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a view takes from an event, as the engine's codec writes it. Not thread-safe. */
final class EventForm {
  private final EventCodec codec;
  private final List<InputPlan> plans;
  private final List<Predicate<ShopEvent>> filters = new ArrayList<>();
  private final List<Function<ShopEvent, @Nullable Object>> inputs = new ArrayList<>();
  private final boolean[] passes;
  private final @Nullable Object[] values;

  EventForm(ViewSourcePlan source) {
    this.codec = EventCodec.of(source, 0);
    this.plans = source.inputs();
    source.filters().forEach(sql -> filters.add(Expressions.filter(sql)));
    plans.forEach(input -> inputs.add(Expressions.value(input.sql())));
    this.passes = new boolean[filters.size()];
    this.values = new @Nullable Object[inputs.size()];
  }

  byte[] encode(ShopEvent event) {
    for (int i = 0; i < passes.length; i++) {
      passes[i] = filters.get(i).test(event);
    }
    for (int i = 0; i < values.length; i++) {
      int filter = plans.get(i).filter();
      values[i] = filter < 0 || passes[filter] ? inputs.get(i).apply(event) : null;
    }
    return codec.encode(passes, values);
  }
}
