package io.freshet.jobs.window;

import io.freshet.defs.plan.ViewPlan;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** Where a task keeps its {@link ViewState}, and the definition under which it was written. */
final class ViewStateStore {
  private final ViewPlan plan;
  private final String fingerprint;
  private final ListState<byte[]> view;
  private final ListState<String> definition;

  ViewStateStore(OperatorStateStore store, ViewPlan plan) throws Exception {
    this.plan = plan;
    this.fingerprint = Definitions.fingerprint(plan);
    this.view =
        store.getUnionListState(
            new ListStateDescriptor<>(
                "view", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    this.definition =
        store.getUnionListState(new ListStateDescriptor<>("definition", Types.STRING));
  }

  /**
   * The states of all tasks, merged; a new one if there are none.
   *
   * @throws IllegalStateException if they were written under another definition
   */
  ViewState restore() throws Exception {
    for (String restored : definition.get()) {
      if (!restored.equals(fingerprint)) {
        throw new IllegalStateException(
            "The definition of view '"
                + plan.name()
                + "' has changed since the state was written; start without state (--fresh) or"
                + " bring the definition back");
      }
    }
    ViewState state = new ViewState();
    for (byte[] bytes : view.get()) {
      state.merge(bytes);
    }
    return state;
  }

  void save(ViewState state) throws Exception {
    view.update(List.of(state.write()));
    definition.update(List.of(fingerprint));
  }
}
