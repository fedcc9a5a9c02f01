package io.freshet.jobs.intake;

import io.freshet.jobs.source.RawRecord;
import org.apache.flink.table.data.RowData;

/** Turns a record's bytes into a row of the source's columns. Not thread-safe. */
interface RecordDecoder {

  /**
   * @throws UndecodableException if the bytes are no record of the source
   * @throws java.io.IOException if decoding is not possible now, whatever the bytes
   */
  RowData decode(RawRecord record) throws UndecodableException, java.io.IOException;
}
