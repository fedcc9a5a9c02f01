package io.freshet.defs.compile;

import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.model.SourceDef.EventTimeDef;
import io.freshet.defs.model.SourceDef.HistoryDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.EventTime;
import io.freshet.defs.plan.Format;
import io.freshet.defs.plan.History;
import io.freshet.defs.yaml.Scalar;
import org.jspecify.annotations.Nullable;

/** Checks whether the past of a topic can be read as its present is. */
final class Histories {
  private final FilePaths paths;
  private final Findings findings;

  Histories(FilePaths paths, Findings findings) {
    this.paths = paths;
    this.findings = findings;
  }

  /**
   * A history; null if it is faulty.
   *
   * @param times checks columns of the source
   * @param eventTime how records of the topic tell their time; null if that is faulty
   */
  @Nullable History compile(
      HistoryDef def, SourceColumns columns, TimeColumns times, @Nullable EventTime eventTime) {
    Scalar path = def.path();
    if (def.archive() || path == null) {
      return new History.Archive();
    }
    for (Column column : columns.columns()) {
      if (!SqlTypes.isCsv(column.sqlType())) {
        findings.report(path.at(), FaultKind.HISTORY_COLUMN_TYPE, column.name(), column.sqlType());
      }
    }
    EventTimeDef own = def.eventTime();
    EventTime time = own == null ? eventTime : times.eventTime(own);
    return time == null ? null : new History.Files(paths.files(path), new Format.Csv(), time);
  }
}
