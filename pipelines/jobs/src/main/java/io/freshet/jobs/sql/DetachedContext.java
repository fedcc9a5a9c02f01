package io.freshet.jobs.sql;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.SimpleUserCodeClassLoader;

/**
 * The context of functions that run outside any task. SQL's built-in functions ask it for a class
 * loader and for nothing else.
 */
@SuppressWarnings("NullAway") // neither time nor state
final class DetachedContext {
  private DetachedContext() {}

  static StreamingRuntimeContext create() {
    ClassLoader loader = DetachedContext.class.getClassLoader();
    Environment environment =
        (Environment)
            Proxy.newProxyInstance(
                loader, new Class<?>[] {Environment.class}, (proxy, method, args) -> get(method));
    OperatorMetricGroup metrics = UnregisteredMetricsGroup.createOperatorMetricGroup();
    return new StreamingRuntimeContext(
        environment, Map.of(), metrics, new OperatorID(), null, null, null);
  }

  private static Object get(Method method) {
    return switch (method.getName()) {
      case "getJobInfo" -> new JobInfoImpl(new JobID(), "expressions");
      case "getTaskInfo" -> new TaskInfoImpl("expressions", 1, 0, 1, 0);
      case "getUserCodeClassLoader" ->
          SimpleUserCodeClassLoader.create(DetachedContext.class.getClassLoader());
      case "getExecutionConfig" -> new ExecutionConfig();
      case "getDistributedCacheEntries" -> Map.of();
      case "getTaskConfiguration", "getJobConfiguration" -> new Configuration();
      default ->
          throw new UnsupportedOperationException(
              "an expression asks for " + method.getName() + ", which only a task has");
    };
  }
}
