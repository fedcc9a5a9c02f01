package io.freshet.jobs.intake;

import io.freshet.jobs.source.RawRecord;
import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits a while when decoding is not possible for now; after that the task fails and restarts. */
final class PatientDecoder implements RecordDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PatientDecoder.class);
  private static final int TRIES = 20;
  private static final long PAUSE = 500;

  private final String source;
  private final RecordDecoder decoder;

  PatientDecoder(String source, RecordDecoder decoder) {
    this.source = source;
    this.decoder = decoder;
  }

  @Override
  public RowData decode(RawRecord record) throws UndecodableException, IOException {
    for (int tries = 1; ; tries++) {
      try {
        return decoder.decode(record);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
        LOG.warn("Source '{}' waits: {}", source, e.getMessage());
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the schema registry", e);
    }
  }
}
