package io.freshet.jobs.source;

import io.freshet.schemas.ArchivedRecord;
import io.freshet.sinks.delta.scan.ArchiveScan;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Reads files of an archive, whose paths come in. Timestamps are the offsets, to be sorted by. */
final class ArchiveReadOperator extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<String, RawRecord> {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> hadoop;

  ArchiveReadOperator(Map<String, String> hadoop) {
    this.hadoop = Map.copyOf(hadoop);
  }

  @Override
  public void processElement(StreamRecord<String> path) throws IOException {
    StreamRecord<RawRecord> out = new StreamRecord<>(null);
    ArchiveScan.read(
        hadoop,
        path.getValue(),
        record -> output.collect(out.replace(raw(record), record.offset())));
  }

  private static RawRecord raw(ArchivedRecord record) {
    return new RawRecord(
        RawRecord.Kind.RECORD,
        record.topic(),
        record.partition(),
        record.offset(),
        record.arrivedAt(),
        null,
        record.key(),
        record.value());
  }
}
