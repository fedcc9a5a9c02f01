package io.freshet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.Compiled;
import io.freshet.defs.Fault;
import io.freshet.defs.plan.PipelinePlan;
import io.freshet.defs.plan.ViewPlan;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is wrong with a folder of definitions.
 *
 * @param definitions the folder
 * @param pipeline name of the pipeline; empty when there are faults
 * @param faults all faults
 * @param features number of features by entity, derived ones and ages among them; empty when there
 *     are faults
 */
record ValidateAnswer(
    Path definitions, String pipeline, List<Fault> faults, Map<String, Integer> features)
    implements Answer {

  static ValidateAnswer of(Path definitions, Compiled compiled) {
    PipelinePlan plan = compiled.plan();
    Map<String, Integer> features = new TreeMap<>();
    if (plan != null) {
      for (ViewPlan view : plan.views()) {
        int all = view.features().size() + view.derived().size() + view.ages().size();
        features.merge(view.entity(), all, Integer::sum);
      }
    }
    return new ValidateAnswer(
        definitions, plan == null ? "" : plan.name(), compiled.faults(), features);
  }

  @Override
  public void print(PrintStream out) {
    faults.forEach(out::println);
    if (faults.isEmpty()) {
      out.println(
          definitions
              + ": no faults; pipeline '"
              + pipeline
              + "', features: "
              + features.entrySet().stream()
                  .map(entry -> entry.getKey() + " " + entry.getValue())
                  .collect(Collectors.joining(", ")));
    } else {
      out.println(definitions + ": " + faults.size() + (faults.size() == 1 ? " fault" : " faults"));
    }
  }

  @Override
  public void fill(ObjectNode json) {
    if (!pipeline.isEmpty()) {
      json.put("pipeline", pipeline);
    }
    ArrayNode list = json.putArray("faults");
    for (Fault fault : faults) {
      list.addObject()
          .put("file", fault.file())
          .put("line", fault.line())
          .put("column", fault.column())
          .put("code", fault.code())
          .put("message", fault.message());
    }
    ObjectNode counts = json.putObject("features");
    features.forEach(counts::put);
  }

  @Override
  public int exitCode() {
    return faults.isEmpty() ? ExitCode.DONE : ExitCode.INPUT;
  }
}
