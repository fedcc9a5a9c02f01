package io.freshet.jobs.training.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.training.TrainingOptions;
import io.freshet.jobs.training.report.SetStatistics;
import java.util.List;
import java.util.Map;

/**
 * What a training set was made of.
 *
 * @param freshet version of Freshet
 * @param createdAt when it was made, ISO-8601
 * @param pipeline name of the pipeline
 * @param definitions the pipeline's definitions
 * @param root where tables are; without secrets
 * @param options what was asked for
 * @param labels the labels
 * @param inputs by view what was read, see {@link io.freshet.jobs.training.ViewJoin#describe}
 * @param columns columns of the set, as name and type
 * @param files number of files of the set
 * @param digest of the rows, whatever their order
 * @param statistics what is known of the set
 */
public record Manifest(
    String freshet,
    String createdAt,
    String pipeline,
    DefinitionFiles definitions,
    String root,
    TrainingOptions options,
    LabelsRead labels,
    Map<String, ObjectNode> inputs,
    List<String> columns,
    int files,
    String digest,
    SetStatistics statistics) {

  public Manifest {
    inputs = Map.copyOf(inputs);
    columns = List.copyOf(columns);
  }
}
