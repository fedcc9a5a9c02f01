package io.freshet.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.JobException;
import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class RunFailedExceptionTest {
  @Test
  void causeOfOursTellsMoreThanWhatIsBehindIt() {
    Exception failure =
        new IOException(
            "job", new JobException("check the key", new IOException("forbidden, status 403")));

    assertThat(new RunFailedException("shop", failure))
        .hasMessage("Pipeline 'shop' failed: check the key");
    assertThat(new RunFailedException("shop", new SerializedThrowable(failure)))
        .hasMessageContaining("check the key");
  }

  @Test
  void withoutOneTheFirstCauseIsTold() {
    Exception failure = new IOException("job", new IllegalStateException("no space left"));

    assertThat(new RunFailedException("shop", failure))
        .hasMessage("Pipeline 'shop' failed: no space left");
  }
}
