package io.freshet.defs.compile;

import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.SourceKeys;
import io.freshet.defs.model.SourceDef;
import io.freshet.defs.model.SourceDef.HistoryDef;
import io.freshet.defs.plan.Connector;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.History;
import io.freshet.defs.plan.SourcePlan;
import io.freshet.defs.yaml.Scalar;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks sources against their schemas; expressions over their columns are checked later. */
final class SourceCompiler {
  private final Path folder;
  private final SubjectSchemas subjects;
  private final FilePaths paths;
  private final Histories histories;
  private final Findings findings;

  SourceCompiler(
      Path folder, SubjectSchemas subjects, Map<String, String> environment, Findings findings) {
    this.folder = folder;
    this.subjects = subjects;
    this.paths = new FilePaths(folder, environment, findings);
    this.histories = new Histories(paths, findings);
    this.findings = findings;
  }

  CheckedSource compile(SourceDef def) {
    Connector connector = connector(def);
    SourceColumns columns = SourceColumns.of(def, folder, subjects, findings);
    TimeColumns times = new TimeColumns(def.name().text(), columns, findings);
    EventTime eventTime = def.eventTime() == null ? null : times.eventTime(def.eventTime());
    Scalar arrivalTime = def.arrivalTime();
    if (arrivalTime != null) {
      times.checkArrivalTime(arrivalTime);
    }
    HistoryDef past = def.history();
    History history = past == null ? null : histories.compile(past, columns, times, eventTime);
    SourcePlan plan = null;
    if (connector != null && columns.format() != null && eventTime != null) {
      plan =
          new SourcePlan(
              def.name().text(),
              connector,
              columns.format(),
              columns.columns(),
              eventTime,
              def.maxOutOfOrderness(),
              def.allowedLateness(),
              def.futureLimit(),
              def.idleTimeout(),
              arrivalTime == null ? null : arrivalTime.text(),
              null,
              history);
    }
    return new CheckedSource(
        def.name().text(), columns.columns(), columns.unreadable(), def.deduplicate(), plan);
  }

  private @Nullable Connector connector(SourceDef def) {
    Scalar topic = def.topic();
    Scalar path = def.path();
    if (SourceKeys.KAFKA.equals(def.connector()) && topic != null) {
      return new Connector.Kafka(topic.text(), def.start());
    }
    if (SourceKeys.FILES.equals(def.connector()) && path != null) {
      return paths.files(path);
    }
    return null;
  }
}
