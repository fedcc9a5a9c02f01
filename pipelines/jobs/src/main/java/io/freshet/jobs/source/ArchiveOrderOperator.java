package io.freshet.jobs.source;

import java.util.Arrays;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a topic's partitions of an archive's records, which come sorted by partition and offset:
 * passes over what was archived twice, and says which partition begins and ends.
 */
final class ArchiveOrderOperator extends AbstractStreamOperator<RawRecord>
    implements OneInputStreamOperator<RawRecord, RawRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final String source;
  private transient @Nullable RawRecord last;

  ArchiveOrderOperator(String source) {
    this.source = source;
  }

  @Override
  public void processElement(StreamRecord<RawRecord> element) {
    RawRecord record = element.getValue();
    RawRecord before = last;
    boolean goesOn =
        before != null
            && before.topic().equals(record.topic())
            && before.partition() == record.partition();
    if (before != null && goesOn && before.offset() == record.offset()) {
      checkSame(before, record);
      return;
    }
    if (!goesOn) {
      finishLast();
      tell(RawRecord.Kind.ASSIGNED, record);
    }
    last = record;
    output.collect(new StreamRecord<>(record));
  }

  @Override
  public void endInput() {
    finishLast();
  }

  private void finishLast() {
    if (last != null) {
      tell(RawRecord.Kind.FINISHED, last);
    }
  }

  private void tell(RawRecord.Kind kind, RawRecord of) {
    output.collect(new StreamRecord<>(RawRecord.word(kind, of.topic(), of.partition())));
  }

  private void checkSame(RawRecord a, RawRecord b) {
    if (a.arrivedAt() != b.arrivedAt()
        || !Arrays.equals(a.key(), b.key())
        || !Arrays.equals(a.value(), b.value())) {
      throw new IllegalStateException(
          "The archive of source '"
              + source
              + "' has two records at offset "
              + a.offset()
              + " of "
              + a.topic()
              + "-"
              + a.partition()
              + ": the topic was deleted and made again under its name. Give the source another"
              + " name, or delete the older records from the table by their arrival_date");
    }
  }
}
