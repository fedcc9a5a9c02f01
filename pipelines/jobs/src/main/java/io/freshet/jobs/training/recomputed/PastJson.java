package io.freshet.jobs.training.recomputed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.jobs.JobException;
import io.freshet.jobs.history.Past;
import io.freshet.jobs.source.FileExtent;
import io.freshet.sinks.delta.scan.TableSnapshot;
import java.io.IOException;

/** What is read of the past of a source, as JSON. */
final class PastJson {
  private PastJson() {}

  /**
   * Writes it.
   *
   * @throws JobException if the source's files cannot be listed
   */
  static void write(Past past, String name, ObjectNode json) {
    SourcePlan source = past.plan().source(name);
    TableSnapshot archive = past.archives().get(name);
    if (archive != null) {
      json.put("table", archive.path());
      json.put("table_id", archive.id());
      json.put("version", archive.version());
      json.put("committed_at", archive.committedAt());
    } else if (source.connector() instanceof Connector.Files files) {
      try {
        FileExtent extent = FileExtent.of(files);
        json.put("path", files.path());
        json.put("files", extent.files());
        json.put("bytes", extent.bytes());
      } catch (IOException e) {
        throw new JobException("Source '" + name + "': " + e.getMessage(), e);
      }
    } else if (source.connector() instanceof Connector.Kafka topic) {
      json.put("topic", topic.topic());
    }
  }
}
