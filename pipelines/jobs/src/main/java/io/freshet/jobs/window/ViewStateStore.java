package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.StateSchema;
import io.freshet.engine.ViewEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Where a task keeps what belongs to its view as a whole: its {@link ViewState}, the schemas of its
 * keys' states, and since when its features have been counted. Every task keeps the same.
 */
final class ViewStateStore {
  private final ViewPlan plan;
  private final ListState<byte[]> view;
  private final ListState<byte[]> schemas;
  private final ListState<byte[]> counted;
  private final ListState<String> joinKeys;
  private final ViewEngine engine;
  private Completeness completeness;

  ViewStateStore(OperatorStateStore store, ViewPlan plan) throws Exception {
    this.plan = plan;
    this.view = store.getUnionListState(bytes("view"));
    this.schemas = store.getUnionListState(bytes("schemas"));
    this.counted = store.getUnionListState(bytes("counted"));
    this.joinKeys = store.getUnionListState(new ListStateDescriptor<>("join-keys", Types.STRING));
    this.engine = ViewEngine.of(plan, writtenSchemas());
    this.completeness = Completeness.fromTheBeginning(engine);
  }

  /**
   * The states of all tasks, merged; a new one if there are none.
   *
   * @throws IllegalStateException if they are of an entity with other join keys
   */
  ViewState restore() throws Exception {
    for (String restored : joinKeys.get()) {
      if (!restored.equals(plan.keys().toString())) {
        throw new IllegalStateException(
            "The join keys of view '%s' were %s when its state was written and are %s now; "
                    .formatted(plan.name(), restored, plan.keys())
                + "start without state (--fresh) or bring the keys back");
      }
    }
    ViewState state = new ViewState(plan.sources().stream().map(ViewSourcePlan::source).toList());
    boolean isRestored = false;
    for (byte[] bytes : view.get()) {
      state.merge(bytes);
      isRestored = true;
    }
    if (isRestored) {
      List<Counted> before = new ArrayList<>();
      for (byte[] bytes : counted.get()) {
        before.add(Counted.read(bytes));
      }
      completeness = Completeness.after(engine, before, state.clock());
    }
    return state;
  }

  /** The engine of the view, which reads what was written under earlier definitions. */
  ViewEngine engine() {
    return engine;
  }

  Completeness completeness() {
    return completeness;
  }

  void save(ViewState state) throws Exception {
    view.update(List.of(state.write()));
    schemas.update(engine.schemas().stream().map(StateSchema::write).toList());
    counted.update(completeness.all().stream().map(Counted::write).toList());
    joinKeys.update(List.of(plan.keys().toString()));
  }

  /** Each task has written all of them, in the same order. */
  private List<StateSchema> writtenSchemas() throws Exception {
    List<byte[]> distinct = new ArrayList<>();
    for (byte[] bytes : schemas.get()) {
      if (distinct.stream().noneMatch(known -> Arrays.equals(known, bytes))) {
        distinct.add(bytes);
      }
    }
    return distinct.stream().map(StateSchema::read).toList();
  }

  private static ListStateDescriptor<byte[]> bytes(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
