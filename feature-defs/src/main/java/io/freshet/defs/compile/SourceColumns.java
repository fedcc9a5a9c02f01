package io.freshet.defs.compile;

import io.freshet.defs.check.SubjectSchemas;
import io.freshet.defs.fault.FaultKind;
import io.freshet.defs.fault.Findings;
import io.freshet.defs.language.SourceKeys;
import io.freshet.defs.model.SourceDef;
import io.freshet.defs.model.SourceDef.ColumnDef;
import io.freshet.defs.plan.Column;
import io.freshet.defs.plan.Format;
import io.freshet.defs.read.Causes;
import io.freshet.defs.yaml.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The format of a source and the columns that it gives.
 *
 * @param format null if it is faulty
 */
record SourceColumns(
    @Nullable Format format, List<Column> columns, Map<String, String> unreadable) {
  private static final SourceColumns UNKNOWN = new SourceColumns(null, List.of(), Map.of());

  /** Finds out the columns of a source; faults are reported. */
  static SourceColumns of(
      SourceDef source, Path folder, SubjectSchemas subjects, Findings findings) {
    if (source.format() == null) {
      return UNKNOWN;
    }
    return switch (source.format()) {
      case SourceKeys.AVRO -> avro(source, folder, subjects, findings);
      case SourceKeys.JSON -> typed(source, new Format.Json(), findings);
      default -> typed(source, new Format.Csv(), findings);
    };
  }

  private static SourceColumns typed(SourceDef source, Format format, Findings findings) {
    int before = findings.size();
    List<Column> columns = new ArrayList<>();
    for (ColumnDef column : source.columns()) {
      try {
        String type = ColumnTypeParser.parse(column.type().text());
        if (format instanceof Format.Csv && !SqlTypes.isCsv(type)) {
          findings.report(column.type().at(), FaultKind.NOT_A_CSV_TYPE, type);
        }
        columns.add(new Column(column.name().text(), type));
      } catch (InvalidTypeException e) {
        findings.report(
            column.type().at(),
            FaultKind.INVALID_TYPE,
            column.type().text(),
            e.problem(),
            e.remedy());
      }
    }
    return findings.size() > before ? UNKNOWN : new SourceColumns(format, columns, Map.of());
  }

  private static SourceColumns avro(
      SourceDef source, Path folder, SubjectSchemas subjects, Findings findings) {
    Scalar file = source.schema();
    Scalar subject = source.subject();
    if (file != null) {
      try {
        String json = Files.readString(folder.resolve(file.trimmed()));
        return parse(json, file, "the file '" + file.trimmed() + "'", findings);
      } catch (IOException | IllegalArgumentException e) {
        findings.report(file.at(), FaultKind.SCHEMA_UNREADABLE, file.text(), Causes.of(e));
      }
    } else if (subject != null) {
      try {
        String json = subjects.latest(subject.trimmed());
        return parse(json, subject, "the subject '" + subject.trimmed() + "'", findings);
      } catch (IOException e) {
        findings.report(
            subject.at(), FaultKind.SUBJECT_UNAVAILABLE, subject.text(), Causes.firstLine(e));
      }
    }
    return UNKNOWN;
  }

  private static SourceColumns parse(String json, Scalar at, String where, Findings findings) {
    String cause;
    String remedy = "correct the schema";
    try {
      Schema schema = new Schema.Parser().parse(json);
      if (schema.getType() == Schema.Type.RECORD) {
        AvroColumns avro = AvroColumns.of(schema);
        if (!avro.columns().isEmpty()) {
          Format format = new Format.Avro(avro.readerSchema().toString());
          return new SourceColumns(format, avro.columns(), avro.unreadable());
        }
        cause = "no field of it can be read";
      } else {
        cause = "it is no record";
        remedy = "use a schema of type record, whose fields are the columns";
      }
    } catch (AvroRuntimeException e) {
      cause = Causes.firstLine(e);
    }
    findings.report(at.at(), FaultKind.INVALID_SCHEMA, where, cause, remedy);
    return UNKNOWN;
  }
}
