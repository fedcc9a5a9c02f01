package io.freshet.jobs.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;

/** A group of an operator's metrics. */
final class TestingGroup extends UnregisteredMetricsGroup {
  private final String[] scope;
  private final Map<String, String> variables;

  private TestingGroup(String[] scope, Map<String, String> variables) {
    this.scope = scope;
    this.variables = variables;
  }

  static TestingGroup of(@Nullable String operator, String... groups) {
    String[] scope = new String[groups.length + 2];
    scope[0] = "localhost";
    scope[1] = "taskmanager";
    System.arraycopy(groups, 0, scope, 2, groups.length);
    return new TestingGroup(
        scope, operator == null ? Map.of() : Map.of("<operator_name>", operator));
  }

  TestingGroup with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new TestingGroup(scope, more);
  }

  @Override
  public String[] getScopeComponents() {
    return scope.clone();
  }

  @Override
  public Map<String, String> getAllVariables() {
    return variables;
  }
}
