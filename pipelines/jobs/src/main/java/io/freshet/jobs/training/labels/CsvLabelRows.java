package io.freshet.jobs.training.labels;

import io.freshet.schemas.ByteWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The rows of a CSV file. */
final class CsvLabelRows implements LabelRows {
  private final LabelPlan plan;
  private final LabelSplit split;

  CsvLabelRows(LabelPlan plan, LabelSplit split) {
    this.plan = plan;
    this.split = split;
  }

  @Override
  public void forEach(Taker rows, Consumer<String> faults) throws IOException {
    int columns = plan.read().size();
    int[] offsets = new int[columns + 1];
    ByteWriter row = new ByteWriter(256);
    try (CsvRows records = new CsvRows(CsvHeader.open(Path.of(split.file())), plan.delimiter())) {
      skipHeader(records, row, offsets);
      boolean more = true;
      while (more) {
        try {
          more = records.next(row, offsets);
          if (more) {
            check(records.fields(), columns);
            rows.take(row.bytes(), offsets);
          }
        } catch (LabelFaultException e) {
          faults.accept(split.name() + ":" + records.line() + ": " + e.getMessage());
        }
      }
    }
  }

  private static void skipHeader(CsvRows records, ByteWriter row, int[] offsets)
      throws IOException {
    try {
      records.next(row, offsets);
    } catch (LabelFaultException e) {
      throw new IllegalStateException("The header was read before", e);
    }
  }

  private static void check(int fields, int columns) throws LabelFaultException {
    if (fields != columns) {
      throw new LabelFaultException(
          "the line has " + fields + " fields, but the header names " + columns + " columns");
    }
  }
}
